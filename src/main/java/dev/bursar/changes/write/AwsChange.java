package dev.bursar.changes.write;

import dev.bursar.kernel.Actor;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A change to AWS that somebody proposed.
 *
 * @param version another one whenever it stands otherwise
 * @param undoes the change whose values it brings back
 * @param previewed when AWS was asked what is there
 * @param stopAskedBy who asked it to stop
 * @param items how many are in each state
 * @param about what it does
 * @param costs EffectiveCost of what it is about, of the 30 days before it was proposed, by currency
 */
public record AwsChange(
        long id,
        WriteKind kind,
        State state,
        int version,
        Actor proposer,
        Instant proposed,
        String reason,
        Optional<Long> undoes,
        Optional<Instant> previewed,
        Optional<Decision> decision,
        Optional<String> stopAskedBy,
        Optional<Instant> started,
        Optional<Instant> ended,
        Map<ItemState, Integer> items,
        About about,
        Map<String, BigDecimal> costs) {
    public AwsChange {
        items = Map.copyOf(items);
        costs = Map.copyOf(costs);
    }

    AwsChange with(Map<ItemState, Integer> theItems, About itsAbout, Map<String, BigDecimal> theCosts) {
        return new AwsChange(
                id,
                kind,
                state,
                version,
                proposer,
                proposed,
                reason,
                undoes,
                previewed,
                decision,
                stopAskedBy,
                started,
                ended,
                theItems,
                itsAbout,
                theCosts);
    }

    /**
     * What is written, of the items that the person who asks may see.
     *
     * @param things how many resources, budgets or tag keys it is about
     * @param name of one of them
     * @param parts how many different parts get a value: tag keys
     * @param part one of them; null where all parts are taken away
     * @param removed one part that is taken away; null for none
     * @param values how many different values they get
     * @param value one of them
     * @param fresh whether none of those parts had a value before
     */
    public record About(
            int things,
            String name,
            int parts,
            @Nullable String part,
            @Nullable String removed,
            int values,
            @Nullable String value,
            boolean fresh) {
        static final About NONE = new About(0, "", 0, null, null, 0, null, false);
    }

    /** @param reason why it was rejected; "" where it was approved */
    public record Decision(Actor by, Instant at, String reason) {}

    public int count(ItemState state) {
        return items.getOrDefault(state, 0);
    }

    public int size() {
        return items.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How a change stands. */
    public enum State {
        PROPOSED,
        APPROVED,
        RUNNING,
        DONE,
        DONE_WITH_FAILURES,
        STOPPED,
        REJECTED,
        EXPIRED,
        /** When AWS was asked, nothing of it was left to write. */
        NOTHING_TO_WRITE;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        /** Whether it waits for a person or runs. */
        public boolean isOpen() {
            return this == PROPOSED || this == APPROVED || this == RUNNING;
        }
    }
}
