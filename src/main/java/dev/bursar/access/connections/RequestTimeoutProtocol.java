package dev.bursar.access.connections;

import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;

/** HTTP/1.1 with a limit on how long a request may take to arrive. Tomcat makes it by its name. */
public class RequestTimeoutProtocol extends Http11NioProtocol {
    private Duration timeout = Duration.ofSeconds(20);

    /** For the header as a whole, and for the body beside the time that {@link RequestTimeoutProcessor#SLOWEST} gives it. */
    Duration timeout() {
        return timeout;
    }

    void setTimeout(Duration timeout) {
        this.timeout = timeout;
    }

    @Override
    protected Processor createProcessor() {
        return new RequestTimeoutProcessor(this, getAdapter());
    }
}
