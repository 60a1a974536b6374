package dev.bursar.access.connections;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;

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
}
