package dev.bursar.list;

import module java.base;

/**
 * A list that can be told: who asks for its rows with the rights of whoever asks. Each such bean can be exported.
 *
 * @param <R> a row
 */
public record ListSource<R>(Listing<R> listing, Function<ListState, Answer<R>> ask) {
    /** Rows one by one, in the order that is chosen. */
    public interface Rows<R> {
        void each(Consumer<R> each);
    }

    /**
     * What is answered to a question.
     *
     * @param rows asked for when they are wanted, or known already
     */
    public record Answer<R>(Found found, Rows<R> rows) {}

    /**
     * What a question finds in all.
     *
     * @param asOf what was done to know it, and when: {@code Checked}
     * @param totals by currency, by the keys of columns
     */
    public record Found(long rows, Optional<Done> asOf, Map<String, Map<String, BigDecimal>> totals) {
        /** Without totals. */
        public static Found of(long rows, String done, Optional<Instant> at) {
            return new Found(rows, Optional.of(new Done(done, at)), Map.of());
        }

        /** When that was done which is known; empty where it never was, or nothing is said of it. */
        public Optional<Instant> at() {
            return asOf.flatMap(Done::at);
        }
    }

    /** Something that was done, by its word at the beginning of a sentence. */
    public record Done(String word, Optional<Instant> at) {}
}
