package dev.bursar.spend.spi;

import dev.bursar.charges.CostQuery;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;

/** Brings the lines that charges are made of, from the files they were delivered in; a bean is there where Bursar fetches those. */
public interface LinesOfCharges {
    /** As many days as a question may have: each month's files are fetched as a whole. */
    int MOST_DAYS = 31;

    /**
     * The lines of the charges that the person sees and the question asks for. Takes minutes where files are large; close them.
     *
     * @throws AccessDeniedException when the person may see no costs
     * @throws dev.bursar.sync.SourceProblem when the files are no longer those that the charges were read from, can't be fetched, or hold
     *     too many such lines
     */
    Lines of(CostQuery question) throws IOException;

    /** Lines that were found. */
    interface Lines extends AutoCloseable {
        /** The files' own names of all columns. */
        List<String> columns();

        long lines();

        /** How many charges were asked for. */
        long charges();

        /** How many of them have no line: they are from Cost Explorer, or from files that a person gave. */
        long without();

        /** Hands the lines over in the files' order. */
        void each(Sink sink) throws IOException;

        @Override
        void close();
    }

    /** Takes a line's values by column; what is empty has none. */
    @FunctionalInterface
    interface Sink {
        void line(Map<String, String> values) throws IOException;
    }
}
