package dev.bursar.spend.spi;

import dev.bursar.charges.CostQuery;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/** Brings the lines that charges are made of, from the files they were delivered in; a bean is there where Bursar fetches those. */
public interface LinesOfCharges {
    /** As many days as a question may have: each month's files are fetched as a whole. */
    int MOST_DAYS = 31;

    /**
     * What opening lines takes. Files are listed, and of those that an engine reads the ends are fetched; no line is read.
     *
     * @throws AccessDeniedException when the person may see no costs
     * @throws dev.bursar.sync.SourceProblem as {@link #of} does
     */
    Plan plan(Wanted wanted);

    /**
     * The lines of the charges that the person sees and the question asks for. Takes minutes where files are large; close them.
     *
     * @throws AccessDeniedException when the person may see no costs
     * @throws dev.bursar.sync.SourceProblem when the files are no longer those that the charges were read from, can't be fetched, or hold
     *     too many such lines
     * @throws dev.bursar.sync.CapReached when an engine's price would pass a cap
     * @throws Cancelled when the watch wanted it to end
     */
    Lines of(Wanted wanted, Watch watch);

    /** The same from the files alone, with all columns. */
    default Lines of(CostQuery question) {
        return of(new Wanted(question, List.of(), false), Watch.NONE);
    }

    /**
     * What is asked for.
     *
     * @param question of at most {@link #MOST_DAYS} days
     * @param columns as the files name them, beside those that charges are told by; empty for all that can be read
     * @param byEngine whether an engine looks them up where they lie, if one is chosen and can read the files
     */
    record Wanted(CostQuery question, List<String> columns, boolean byEngine) {
        public Wanted {
            columns = List.copyOf(columns);
        }
    }

    /** What opening lines would take. */
    sealed interface Plan {
        /** The question asks for no charge that the person sees. */
        record NoCharges() implements Plan {}

        /** No delivery has been read yet. */
        record NotRead() implements Plan {}

        /** There are charges, but none of these days is from a delivery that Bursar fetches. */
        record NotDelivered(long charges) implements Plan {}

        /**
         * The lines can be looked up.
         *
         * @param files of all deliveries that are looked at
         * @param bytes that are read: of whole files here, of the columns that are needed by an engine
         * @param remote whether they are fetched from AWS
         * @param engine null where they are looked up here
         */
        record Ready(
                long charges,
                int files,
                long bytes,
                boolean remote,
                @Nullable Engine engine) implements Plan {}

        /**
         * Who looks them up where they lie.
         *
         * @param name as people know it
         * @param usd what AWS charges for the bytes; empty where it charges nothing for them
         * @param columns that it can read, as the files name them
         */
        record Engine(String name, Optional<BigDecimal> usd, List<String> columns) {}
    }

    /** Lines that were found. */
    interface Lines extends AutoCloseable {
        /** The files' own names of all columns that were read. */
        List<String> columns();

        /** Those that are shown where none were chosen, in their order: time, account, service, what was used and what it cost. */
        List<String> usual();

        /** Those that hold numbers. */
        List<String> numbers();

        long lines();

        /** How many charges were asked for. */
        long charges();

        /** How many of them have no line: they are from Cost Explorer, or from files that a person gave. */
        long without();

        /** How many of those without a line are parts of what nodes of clusters cost: these lines are of all teams that share the node. */
        long ofNodes();

        /**
         * Whether some lines bill what a Savings Plan covers, or take that back: a report does, and charges have 0 there, as FOCUS says. In
         * {@link #sums} they cost what their charges cost.
         */
        boolean covered();

        /** By currency, the cost that was asked for. */
        List<Sum> sums();

        /** Hands all columns of the lines over in the files' order. */
        void each(Sink sink) throws IOException;

        /** Hands only these columns over. */
        void each(List<String> columns, Sink sink) throws IOException;

        @Override
        void close();
    }

    /**
     * What charges and their lines cost, with each digit.
     *
     * @param charges all that were asked for
     * @param without those of them that have no line
     */
    record Sum(String currency, BigDecimal charges, BigDecimal without, BigDecimal lines) {
        /** What the lines cost more or less than their charges: 0 unless something changed meanwhile. */
        public BigDecimal difference() {
            return lines.subtract(charges.subtract(without));
        }
    }

    /** Takes a line's values by column; what is empty has none. */
    @FunctionalInterface
    interface Sink {
        void line(Map<String, String> values) throws IOException;
    }

    /** Follows a look-up, from its thread and from others. */
    interface Watch {
        /** Nobody watches. */
        Watch NONE = new Watch() {};

        /** Asked some times a second. */
        default boolean cancelled() {
            return false;
        }

        /**
         * Called now and then.
         *
         * @param done bytes that were fetched or scanned, or lines that were looked at
         * @param all 0 where it isn't known
         */
        default void now(Step step, long done, long all) {}
    }

    /** What a look-up does. */
    enum Step {
        /** Another look-up is under way. */
        WAITING,
        /** Files, or an engine's results, are fetched; counted in bytes. */
        FETCHING,
        /** An engine reads the files; counted in bytes. */
        SCANNING,
        /** Lines are looked at; counted in lines. */
        LOOKING
    }

    /** Somebody wanted a look-up to end. */
    final class Cancelled extends RuntimeException {}
}
