package dev.webauth.impl.config;

import java.util.regex.Pattern;

/** Tells a loopback host by its text alone: a name server must not have a say in it. */
public final class Loopback {

    private static final Pattern HOST =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)\\]?");

    private Loopback() {}

    public static boolean isHost(String host) {
        return host != null && HOST.matcher(host).matches();
    }
}
