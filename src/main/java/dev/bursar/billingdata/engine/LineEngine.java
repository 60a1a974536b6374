package dev.bursar.billingdata.engine;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What runs statements over files that lie in buckets or folders. Statements are in Trino's SQL, which Athena runs too; tables are
 * named by {@link LineTable#name} alone.
 *
 * <p>Each call waits until its statement has ended. It throws {@link EngineFailure}; where the watch said that somebody wants it to
 * end, the statement is cancelled in the engine first.
 */
public interface LineEngine {
    EngineName name();

    /** Where it is and as whom Bursar works there, for people who run it; no secrets. */
    default String reached() {
        return results();
    }

    /** The folder for results as its store names it, with a slash at its end. */
    String results();

    /**
     * The address by which the engine knows a file or folder, and which its column {@code "$path"} has.
     *
     * @param address as the store names it
     */
    String address(String address);

    /** Makes a table over a folder; only what the engine knows of it is written, nothing in the folder. */
    Scan create(LineTable table, Statement statement);

    /** Forgets a table; its files stay. One that isn't there is no failure. */
    Scan drop(String table, Statement statement);

    /** Runs a query that gives few rows. */
    Answer ask(String query, Statement statement);

    /**
     * Writes a query's rows as Parquet.
     *
     * @param folder below {@link #results}, named as that
     * @return where the files are, in that folder or below it; there are no others there, and none where the query gives no rows
     */
    Unloaded unload(String query, String folder, Statement statement);

    /**
     * Ends queries that runs have left behind, for which nobody waits any more, and meters what they took.
     *
     * @param run that asks, after all that it had to do
     */
    default void settle(long run, Watch watch) {}

    /**
     * A statement that is about to run.
     *
     * @param token the same for the same statement of the same delivery, 32 to 128 characters: an engine that knows tokens goes on
     *     waiting for what it has already been given by one
     * @param bytes that it is expected to read of the files, so that a cap holds before it starts; 0 where that isn't known
     * @param run whose statement it is, for whoever meters it; 0 where it is no run's
     * @param delivery the folder's name, below {@link #results}, for what the engine writes about the statement; "" for none of its own
     */
    record Statement(String token, long bytes, Watch watch, long run, String delivery) {
        public Statement(String token, Watch watch) {
            this(token, 0, watch, 0, "");
        }

        /** Of a run, which nobody can cancel, which reads nothing of the files, and for which nobody waits longer than a minute. */
        public static Statement unwatched(long run, String delivery) {
            return of(run, delivery, Watch.within(Duration.ofMinutes(1)));
        }

        /** Of a run, which reads nothing of the files. */
        public static Statement of(long run, String delivery, Watch watch) {
            return new Statement(UUID.randomUUID().toString(), 0, watch, run, delivery);
        }

        public Statement {
            if (!token.matches("[A-Za-z0-9-]{32,128}")) {
                throw new IllegalArgumentException("A token has 32 to 128 letters, digits and hyphens");
            }
        }
    }

    /** Follows a statement from the calling thread or another one. */
    interface Watch {
        /** Nobody watches. */
        Watch NONE = new Watch() {};

        /** Nobody watches, and nobody waits longer. */
        static Watch within(Duration longest) {
            long begun = System.nanoTime();
            return new Watch() {
                @Override
                public boolean cancelled() {
                    return System.nanoTime() - begun > longest.toNanos();
                }
            };
        }

        /** Asked about once a second; after it says yes, or throws, the statement is cancelled. */
        default boolean cancelled() {
            return false;
        }

        /** Called now and then with what has been scanned so far. */
        default void scanned(long bytes) {}
    }

    /**
     * What a statement took.
     *
     * @param bytes that were read of the files, as the engine counts them
     */
    record Scan(long bytes) {}

    /** @param folder as the store names it, with a slash at its end */
    record Unloaded(String folder, Scan scan) {}

    /**
     * A query's rows.
     *
     * @param rows values as text, null where there is none
     */
    record Answer(List<List<@Nullable String>> rows, Scan scan) {}
}
