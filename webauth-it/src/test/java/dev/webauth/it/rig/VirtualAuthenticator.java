package dev.webauth.it.rig;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** The authenticator of one window, which the browser simulates. */
public final class VirtualAuthenticator {

    private final CDPSession session;
    private final String id;

    private VirtualAuthenticator(CDPSession session, String id) {
        this.session = session;
        this.id = id;
    }

    /** Gives a window an authenticator like that of a phone. */
    public static VirtualAuthenticator in(Page window) {
        CDPSession session = window.context().newCDPSession(window);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject wanted = new JsonObject();
        wanted.add("options", options);
        String id =
                session.send("WebAuthn.addVirtualAuthenticator", wanted)
                        .get("authenticatorId")
                        .getAsString();
        return new VirtualAuthenticator(session, id);
    }

    /**
     * Whether its owner touches it when it asks from now on; what it has asked for goes on waiting.
     */
    public void touched(boolean touched) {
        JsonObject to = own();
        to.addProperty("enabled", touched);
        session.send("WebAuthn.setAutomaticPresenceSimulation", to);
    }

    /** What it holds. */
    public List<JsonObject> credentials() {
        List<JsonObject> all = new ArrayList<>();
        for (JsonElement one :
                session.send("WebAuthn.getCredentials", own()).getAsJsonArray("credentials")) {
            all.add(one.getAsJsonObject());
        }
        return all;
    }

    /** Sets a passkey's counter back, as on an older copy of it. */
    public void setCounter(JsonObject credential, int count) {
        JsonObject old = own();
        old.add("credentialId", credential.get("credentialId"));
        session.send("WebAuthn.removeCredential", old);
        JsonObject copy = credential.deepCopy();
        copy.addProperty("signCount", count);
        JsonObject with = own();
        with.add("credential", copy);
        session.send("WebAuthn.addCredential", with);
    }

    private JsonObject own() {
        JsonObject own = new JsonObject();
        own.addProperty("authenticatorId", id);
        return own;
    }
}
