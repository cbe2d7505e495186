package dev.webauth.it.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Requests over a few connections that are kept open, by a client that costs little itself. */
final class Load {

    private static final int CONNECTIONS = 8;

    private Load() {}

    /** How many requests were answered in which time, and how long the slow ones took. */
    record Result(int count, Duration time, double p99Millis) {

        double perSecond() {
            return count / (time.toNanos() / 1e9);
        }
    }

    /** Sends requests as fast as they are answered; any status but 200 is a failure. */
    static Result run(int port, Duration time, int connections, IntFunction<byte[]> requests) {
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        long end = System.nanoTime() + time.toNanos();
        long begin = System.nanoTime();
        try {
            List<Future<long[]>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int first = i;
                Callable<long[]> client = () -> client(port, end, first, connections, requests);
                running.add(pool.submit(client));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> one : running) {
                all.add(one.get());
            }
            long[] times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            double p99 = times.length == 0 ? 0 : times[(int) (times.length * 0.99)] / 1e6;
            return new Result(times.length, Duration.ofNanos(System.nanoTime() - begin), p99);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    static Result run(int port, Duration time, IntFunction<byte[]> requests) {
        return run(port, time, CONNECTIONS, requests);
    }

    private static long[] client(
            int port, long end, int first, int step, IntFunction<byte[]> requests)
            throws IOException {
        long[] times = new long[1 << 10];
        int count = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = first; System.nanoTime() < end; i += step) {
                long begin = System.nanoTime();
                socket.getOutputStream().write(requests.apply(i));
                Answer answer = Answer.read(in);
                if (answer.status() != 200) {
                    throw new IOException("The answer was " + answer);
                }
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                }
                times[count++] = System.nanoTime() - begin;
            }
        }
        return Arrays.copyOf(times, count);
    }

    /** One request on a connection of its own. */
    static Answer once(int port, byte[] request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            return Answer.read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] get(String path, String... headers) {
        return request("GET", path, "", headers);
    }

    static byte[] post(String path, String form, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type: application/x-www-form-urlencoded";
        all[headers.length + 1] = "Sec-Fetch-Site: same-origin";
        return request("POST", path, form, all);
    }

    private static byte[] request(String verb, String path, String body, String... headers) {
        StringBuilder text =
                new StringBuilder(verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** What came back; the body only as far as it is of a known length. */
    record Answer(int status, String head, String body) {

        static Answer read(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int c = in.read();
                if (c < 0) {
                    throw new IOException("The server hung up after " + head);
                }
                head.append((char) c);
            }
            String text = head.toString();
            int length = 0;
            int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
            if (at >= 0) {
                length = Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(text.substring(9, 12)), text, body);
        }

        /** The cookies that were set, as a browser sends them back. */
        String cookies() {
            StringBuilder cookies = new StringBuilder("Cookie: ");
            for (String line : head.split("\r\n")) {
                if (line.regionMatches(true, 0, "set-cookie:", 0, 11)) {
                    cookies.append(line.substring(11).split(";")[0].strip()).append("; ");
                }
            }
            return cookies.toString();
        }
    }
}
