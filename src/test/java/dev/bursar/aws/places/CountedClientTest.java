package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.places.PlaceClients.CountedClient;
import module java.base;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;

/** A client that others push out of the cache while a request is about to be sent. */
class CountedClientTest {
    private static final class Client implements SdkClient {
        private boolean closed;

        @Override
        public String serviceName() {
            return "sts";
        }

        @Override
        public void close() {
            closed = true;
        }

        String ask() {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            return "answer";
        }
    }

    private final Client client = new Client();
    private final CountedClient counted = new CountedClient(client);

    @Test
    void whoUsesOneGetsItsAnswerAndThenItIsClosed() {
        assertThat(counted.enter()).isTrue();

        String answer = counted.use(one -> {
            counted.drop();
            return client.ask();
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(client.closed).isTrue();
        assertThat(counted.enter()).as("whoever comes next makes another").isFalse();
    }

    @Test
    void oneThatNobodyUsesIsClosedAtOnce() {
        assertThat(counted.enter()).isTrue();
        counted.use(one -> "");
        assertThat(client.closed).isFalse();

        counted.drop();

        assertThat(client.closed).isTrue();
    }
}
