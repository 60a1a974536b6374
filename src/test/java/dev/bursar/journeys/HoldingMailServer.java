package dev.bursar.journeys;

import module java.base;

/** A mail server that takes mails, and on demand never says that it did: whoever sends then can be killed in the middle of it. */
final class HoldingMailServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private volatile boolean holding;

    HoldingMailServer() {
        try {
            server = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void hold(boolean on) {
        holding = on;
    }

    /** All that arrived whole, whether or not it was confirmed, with their headers. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    void await(int number, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (mails.size() < number) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("There are " + mails.size() + " mails");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var lines = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            OutputStream answers = client.getOutputStream();
            say(answers, "220 ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (line.split(" ")[0].toUpperCase(java.util.Locale.ROOT)) {
                    case "DATA" -> {
                        say(answers, "354 go on");
                        mails.add(mail(lines));
                        if (holding) {
                            lines.readLine(); // until the client is gone
                            return;
                        }
                        say(answers, "250 taken");
                    }
                    case "QUIT" -> {
                        say(answers, "221 bye");
                        return;
                    }
                    default -> say(answers, "250 fine");
                }
            }
        } catch (IOException e) {
            // the client was killed
        }
    }

    private static String mail(BufferedReader lines) throws IOException {
        var mail = new StringBuilder();
        for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream answers, String line) throws IOException {
        answers.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        answers.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
