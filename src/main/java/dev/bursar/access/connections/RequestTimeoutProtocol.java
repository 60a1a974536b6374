package dev.bursar.access.connections;

import dev.bursar.access.rights.SignInOrigin;
import module java.base;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 with a limit on how long a request may take to arrive, and on how many connections of an address wait for one. Tomcat
 * makes it by its name.
 */
public class RequestTimeoutProtocol extends Http11NioProtocol {
    private final WaitingConnections waiting;
    private Duration timeout = Duration.ofSeconds(20);

    public RequestTimeoutProtocol() {
        this(WaitingConnections.SHARE);
    }

    /** @param share how many connections of an address may wait for a request at once */
    RequestTimeoutProtocol(int share) {
        this(new WaitingConnections(share));
    }

    private RequestTimeoutProtocol(WaitingConnections waiting) {
        super(new Endpoint(waiting));
        this.waiting = waiting;
    }

    private static final class Endpoint extends NioEndpoint {
        private final WaitingConnections waiting;

        Endpoint(WaitingConnections waiting) {
            this.waiting = waiting;
        }

        /** Is called with each new connection, before anything is read from it. */
        @Override
        protected boolean setSocketOptions(SocketChannel connection) {
            try {
                waiting.waits(connection);
            } catch (IOException e) {
                return false;
            }
            return super.setSocketOptions(connection);
        }
    }

    /** For the header as a whole, and for the body beside the time that {@link RequestTimeoutProcessor#SLOWEST} gives it. */
    Duration timeout() {
        return timeout;
    }

    void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    protected Processor createProcessor() {
        return new RequestTimeoutProcessor(this, getAdapter(), waiting);
    }

    /**
     * Ends requests that arrive too slowly, and says which connections wait. Tomcat's own limit is for the time between two bytes, so that
     * one byte now and then would keep a connection for ever.
     */
    static final class RequestTimeoutProcessor extends Http11Processor {
        /** Bytes a second that a body needs; what the portal does with it in between doesn't count. */
        static final int SLOWEST = 1_000;

        private final long timeout;
        private final int mostSwallowed;
        private final Adapter swallowing;
        private final WaitingConnections waiting;

        RequestTimeoutProcessor(RequestTimeoutProtocol protocol, Adapter adapter, WaitingConnections waiting) {
            super(protocol, adapter);
            this.waiting = waiting;
            this.timeout = protocol.timeout().toNanos();
            this.mostSwallowed = protocol.getMaxSwallowSize();
            this.swallowing = new Swallowing(adapter);
            request.setInputBuffer(new TimedBody(request.getInputBuffer()));
        }

        /** Is called again with each part of a header that comes in parts. */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long start = request.getStartTimeNanos();
            if (start >= 0 && System.nanoTime() - start > timeout) {
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            if (state == SocketState.OPEN) {
                waiting.waits(connection());
            } else if (state == SocketState.LONG && !isAsync()) {
                waiting.stillWaits(connection());
            }
            return state;
        }

        private SocketChannel connection() {
            return ((NioChannel) socketWrapper.getSocket()).getIOChannel();
        }

        @Override
        public Adapter getAdapter() {
            return swallowing;
        }

        /** Measures the time that reads wait for the body of a request. */
        private final class TimedBody implements InputBuffer {
            private final InputBuffer body;
            private long start = -1;
            private long waited;
            private long bytes;

            TimedBody(InputBuffer body) {
                this.body = body;
            }

            @Override
            public int doRead(ApplicationBufferHandler handler) throws IOException {
                if (start != request.getStartTimeNanos()) {
                    start = request.getStartTimeNanos();
                    waited = 0;
                    bytes = 0;
                }
                long before = System.nanoTime();
                SocketChannel connection = connection();
                waiting.waits(connection);
                int read;
                try {
                    read = body.doRead(handler);
                } finally {
                    waiting.goesOn(connection);
                }
                waited += System.nanoTime() - before;
                bytes += Math.max(read, 0);
                if (waited > timeout + bytes * (1_000_000_000L / SLOWEST)) {
                    throw new SocketTimeoutException("The request's body came too slowly");
                }
                return read;
            }

            @Override
            public int available() {
                return body.available();
            }
        }

        /** What was read last. */
        private static final class Part implements ApplicationBufferHandler {
            private ByteBuffer buffer = EMPTY_BUFFER;

            @Override
            public void setByteBuffer(ByteBuffer buffer) {
                this.buffer = buffer;
            }

            @Override
            public ByteBuffer getByteBuffer() {
                return buffer;
            }

            @Override
            public void expand(int size) {}
        }

        /** Reads to its end what the portal left of a body: Tomcat would do it without a limit in time. */
        private final class Swallowing implements Adapter {
            private final Adapter adapter;

            Swallowing(Adapter adapter) {
                this.adapter = adapter;
            }

            @Override
            public void service(Request request, Response response) throws Exception {
                waiting.goesOn(connection());
                adapter.service(request, response);
                if (!isAsync() && !isUpgrade() && !getErrorState().isError() && !isRequestBodyFullyRead()) {
                    swallow();
                }
            }

            private void swallow() {
                var part = new Part();
                try {
                    for (int swallowed = 0; swallowed <= mostSwallowed; ) {
                        int read = request.doRead(part);
                        if (read < 0) {
                            return;
                        }
                        swallowed += read;
                    }
                    setErrorState(ErrorState.CLOSE_CLEAN, null);
                } catch (IOException e) {
                    setErrorState(ErrorState.CLOSE_CONNECTION_NOW, e);
                }
            }

            @Override
            public boolean prepare(Request request, Response response) throws Exception {
                return adapter.prepare(request, response);
            }

            @Override
            public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
                return adapter.asyncDispatch(request, response, status);
            }

            @Override
            public void log(Request request, Response response, long time) {
                adapter.log(request, response, time);
            }

            @Override
            public void checkRecycled(Request request, Response response) {
                adapter.checkRecycled(request, response);
            }

            @Override
            public String getDomain() {
                return adapter.getDomain();
            }
        }
    }

    /**
     * Connections on which a request, or more of one, has yet to come, by the address that they come from. When an address has more than
     * its share, the one that has waited longest ends: a real request comes within a moment, even where a proxy gives everybody the
     * same address.
     */
    static final class WaitingConnections {
        /** A third of all connections. */
        static final int SHARE = 500;

        /** Those that ended in another way are forgotten once there are so many. */
        private static final int MOST_ENDED = 3_000;

        private final int share;
        private final Map<SocketChannel, String> addresses = new HashMap<>();
        private final Map<String, Set<SocketChannel>> byAddress = new HashMap<>();

        WaitingConnections(int share) {
            this.share = share;
        }

        /** It waits from now on. */
        synchronized void waits(SocketChannel connection) throws IOException {
            goesOn(connection);
            stillWaits(connection);
        }

        /** It waits from now on, unless it has done so already. */
        synchronized void stillWaits(SocketChannel connection) throws IOException {
            if (!(connection.getRemoteAddress() instanceof InetSocketAddress remote)) {
                return;
            }
            if (addresses.size() >= MOST_ENDED) {
                Set.copyOf(addresses.keySet()).stream()
                        .filter(one -> !one.isOpen())
                        .forEach(this::goesOn);
            }
            String address = SignInOrigin.network(remote.getAddress().getHostAddress());
            addresses.put(connection, address);
            Set<SocketChannel> here = byAddress.computeIfAbsent(address, any -> new LinkedHashSet<>());
            here.add(connection);
            // what has just been accepted may not have been read yet: such a one is judged when it has been, as others
            // are
            // then
            while (here.size() > share) {
                Optional<SocketChannel> longest =
                        here.stream().filter(WaitingConnections::isSilent).findFirst();
                if (longest.isEmpty()) {
                    return;
                }
                goesOn(longest.get());
                end(longest.get());
            }
        }

        /** Whether its client has sent nothing that the portal hasn't read yet. */
        private static boolean isSilent(SocketChannel connection) {
            try {
                return connection.socket().getInputStream().available() == 0;
            } catch (IOException e) {
                return true;
            }
        }

        /** What it was waited for has come. */
        synchronized void goesOn(SocketChannel connection) {
            String address = addresses.remove(connection);
            if (address != null) {
                Set<SocketChannel> here = byAddress.get(address);
                if (here != null && here.remove(connection) && here.isEmpty()) {
                    byAddress.remove(address);
                }
            }
        }

        /** Tomcat finds the end of what the client sends, and closes the connection in its own order. */
        private static void end(SocketChannel connection) {
            try {
                connection.shutdownInput();
            } catch (IOException e) {
                // it has ended already
            }
        }
    }
}
