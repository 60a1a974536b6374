package dev.bursar.billingdata.engine;

import dev.bursar.files.StoredObject;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Remembers what statements have given, each at once and apart from what is made of it, so that no run pays for it twice. */
public interface KeptResults {
    /** Remembers nothing. */
    KeptResults NONE = new KeptResults() {};

    /**
     * A statement about a delivery.
     *
     * @param delivery the digest of its files
     * @param statement the digest of its text
     */
    record Key(EngineName engine, String delivery, String statement) {}

    /** What a statement has given, and how many bytes it read for it. */
    sealed interface Given {
        long bytes();
    }

    record Rows(List<List<@Nullable String>> rows, long bytes) implements Given {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** @param folder as the store names it, with a slash at its end; it had these files and no others */
    record Written(String folder, List<StoredObject> files, long bytes) implements Given {
        public Written {
            files = List.copyOf(files);
        }
    }

    /**
     * What is known of a statement.
     *
     * @param attempt how often what it had given was thrown away
     * @param given null where there is nothing
     */
    record Kept(int attempt, @Nullable Given given) {
        static final Kept NOTHING = new Kept(0, null);
    }

    default Kept of(Key key) {
        return Kept.NOTHING;
    }

    /** @param attempt the one that has given it */
    default void keep(Key key, int attempt, Given given) {}

    /** Throws away what a statement has given; all of the delivery's where the statement isn't known. */
    default void forget(EngineName engine, String delivery, @Nullable String statement) {}

    /**
     * Notes before an engine writes that it will, so that what it writes is removed whatever becomes of the run.
     *
     * @param folder of all that is written about the delivery, as the store names it
     * @param tables that the engine has from now on; none once they were dropped
     */
    default void writing(String delivery, String folder, List<String> tables) {}

    /** Notes that nothing of a folder is left. */
    default void removed(String folder) {}
}
