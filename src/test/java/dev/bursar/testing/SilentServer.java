package dev.bursar.testing;

import module java.base;

/** Accepts each connection and never says a word. */
public final class SilentServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> held = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    public SilentServer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                held.add(server.accept());
                asked.countDown();
            }
        } catch (IOException e) {
            // closed
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Returns once somebody waits for an answer. */
    public void awaitAsked() {
        try {
            if (!asked.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody asked");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket one : held) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
