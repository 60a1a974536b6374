package dev.bursar.changes.write;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/** How a kind of change is read and written; the feature that proposes it provides a bean. */
public interface ChangeExecutor {
    WriteKind kind();

    /** The IAM actions that the writing role needs for what may be written, in order. */
    List<String> actions(WriteSettings settings);

    /** What the writing role's sessions may do at most, as an IAM policy in JSON. */
    String sessionPolicy();

    /** What is there now. */
    sealed interface Present {
        /** @param value null where it isn't there */
        record Value(@Nullable String value) implements Present {}

        /** What it belongs to isn't there. */
        record Gone() implements Present {}

        /** It is there, and is sure to be refused, so that nobody has to send it to know. */
        record Refused(@Nullable String value, String code, String message) implements Present {}

        /** AWS answered only in part, so it may be there or not. */
        record NotRead() implements Present {}
    }

    /**
     * What AWS shows of some items of one place.
     *
     * @return by number, all of them
     * @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked
     */
    Map<Integer, Present> present(Place place, List<ChangeItem> items, RequestMeter meter);

    /** What AWS answered of an item. */
    sealed interface Outcome {
        record Taken() implements Outcome {}

        /** It was too busy and did nothing. */
        record Busy() implements Outcome {}

        record Refused(String code, String message) implements Outcome {}

        /** No answer says whether it was done. */
        record Unknown() implements Outcome {}
    }

    /** Items that may go in one request, of those of one place that wait; in their order. */
    List<ChangeItem> batch(List<ChangeItem> waiting);

    /**
     * Sends one request.
     *
     * @param items as {@link #batch} gave them
     * @return by number, all of them
     */
    Map<Integer, Outcome> write(Place place, List<ChangeItem> items, RequestMeter meter);

    /**
     * The numbers of items that may no longer be written: what they belong to has another owner or place, or isn't among what may be.
     *
     * @param undoing values are brought back: what was written may itself have given it another owner
     */
    Set<Integer> notAllowed(List<ChangeItem> items, WriteSettings settings, boolean undoing);

    /** Whether what was there before can be brought back. */
    default boolean canBeUndone(ChangeItem item) {
        return true;
    }

    /** Whether AWS may show only a day later what it took: then the change ends without it, and the feature's job looks again. */
    default boolean isSeenLater() {
        return false;
    }

    /** Keeps what was read back of items, in the transaction in which that is stored with the change. */
    void verified(List<ChangeItem> items);
}
