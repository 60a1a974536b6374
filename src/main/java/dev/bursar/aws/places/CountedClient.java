package dev.bursar.aws.places;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkClient;

/** A client that is closed when nobody uses it any more: the SDK's fails all that is under way. */
final class CountedClient {
    private final SdkClient client;
    private int users;
    private boolean unwanted;

    CountedClient(SdkClient client) {
        this.client = client;
    }

    /** False where it is closed, or about to be. */
    synchronized boolean enter() {
        if (unwanted) {
            return false;
        }
        users++;
        return true;
    }

    /** Does what its user, who has entered, wants of it, and lets it go. */
    <T> T use(Function<SdkClient, T> work) {
        try {
            return work.apply(client);
        } finally {
            leave();
        }
    }

    private synchronized void leave() {
        users--;
        closeUnused();
    }

    /** Nobody gets it any more. */
    synchronized void drop() {
        unwanted = true;
        closeUnused();
    }

    private void closeUnused() {
        if (unwanted && users == 0) {
            client.close();
        }
    }
}
