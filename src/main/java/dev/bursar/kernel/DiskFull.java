package dev.bursar.kernel;

import module java.base;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Which disk has no room left, where something failed for that. */
public enum DiskFull {
    DATABASE("The disk of the database is full."),
    FILES("The disk of Bursar\u2019s data folder is full.");

    /** PostgreSQL's disk_full. */
    private static final String SQL_STATE = "53100";

    /** What the operating system says; DuckDB and PostgreSQL pass it on. */
    private static final Pattern SAID = Pattern.compile("No space left on device|Disk quota exceeded");

    /** Less than three of PostgreSQL's log segments, without which it neither starts nor goes on. */
    private static final long LEAST = 48L << 20;

    private static final int MOST_CAUSES = 50;

    private final String what;

    DiskFull(String what) {
        this.what = what;
    }

    /** {@code The disk of the database is full.} */
    public String what() {
        return what;
    }

    /** Empty where it failed for another reason. */
    public static Optional<DiskFull> in(@Nullable Throwable problem) {
        int causes = 0;
        for (Throwable cause = problem; cause != null && causes < MOST_CAUSES; cause = cause.getCause(), causes++) {
            if (cause instanceof SQLException sql && SQL_STATE.equals(sql.getSQLState())) {
                return Optional.of(DATABASE);
            }
            if ((cause instanceof IOException || cause instanceof SQLException) && isSaid(cause.getMessage())) {
                // PostgreSQL gives each error a state; DuckDB, which writes in the data folder, gives none
                return Optional.of(cause instanceof SQLException sql && sql.getSQLState() != null ? DATABASE : FILES);
            }
        }
        return Optional.empty();
    }

    /** Whether a program says so of its disk. */
    public static boolean isSaid(@Nullable String text) {
        return text != null && SAID.matcher(text).find();
    }

    /** Whether the disk under a folder has too little room for a PostgreSQL that keeps its data there. */
    public static boolean isUnder(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < LEAST;
        } catch (IOException e) {
            return false;
        }
    }
}
