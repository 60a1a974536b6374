package dev.bursar.access.connections;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Ends requests that arrive too slowly, and says which connections wait. Tomcat's own limit is for the time between two bytes, so that
 * one byte now and then would keep a connection for ever.
 */
final class RequestTimeoutProcessor extends Http11Processor {
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
