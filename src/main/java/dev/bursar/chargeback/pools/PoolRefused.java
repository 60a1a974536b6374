package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.PoolSplit;
import module java.base;

/** A pool can't be as it was asked for. */
public final class PoolRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What of the pool is wrong. */
    public enum Field {
        NAME,
        SELECTION,
        SPLIT,
        SHARES,
        METRIC,
        UNIT,
        LATER,
        FROM
    }

    /** Why it can't be so. */
    public sealed interface Reason {}

    public enum Plain implements Reason {
        NO_NAME,
        NAME_TOO_LONG,
        /** Two of the pools that are added have this name. */
        NAMED_TWICE,
        NAME_TAKEN,
        TOO_MANY,
        NOTHING_CHOSEN,
        NO_SERVICES,
        NO_METRIC,
        NO_UNIT,
        /** A part that isn't above 0 and below 100 percent, or is too fine. */
        PART_OUTSIDE,
        NO_SHARES,
        NO_CHARGES,
        /** Only teams that nobody has confirmed would share it. */
        ONLY_NEW_TEAMS
    }

    public record MonthOutside(YearMonth earliest, YearMonth latest) implements Reason {}

    public record ShareNotPositive(String team) implements Reason {}

    public record ShareTooFine(String team) implements Reason {}

    public record TeamEnded(String team, LocalDate last) implements Reason {}

    public record TeamNotThere(String team, YearMonth month) implements Reason {}

    public record SharesSum(BigDecimal percent) implements Reason {}

    public record NoWeights(PoolSplit split) implements Reason {}

    /** The pool that a part falls to isn't later. */
    public record NotLater(String later) implements Reason {}

    /** Another pool passes a part on to this one. */
    public record GetsPart(String from) implements Reason {}

    /** Cost Explorer gives no unit for a part of what the pool would be split by. */
    public record NoUnitGiven(PoolSplit split) implements Reason {}

    public record TakenBefore(String earlier, String pool) implements Reason {}

    public record NothingMatches(YearMonth from, YearMonth to) implements Reason {}

    private final Field field;
    private final transient Reason reason;

    public PoolRefused(Field field, Reason reason) {
        super(field.name());
        this.field = field;
        this.reason = reason;
    }

    public Field field() {
        return field;
    }

    public Reason reason() {
        return reason;
    }
}
