package dev.bursar.chargeback.month;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Something that must be so before a month can be closed, and what was found of it. */
public sealed interface Check {
    /** Whether it is as it has to be. */
    boolean met();

    /** What one that isn't met stands in the way of. */
    enum Weight {
        /** The month can't be issued, nor closed. */
        ISSUING,
        CLOSING,
        /** Nothing: but issuing in spite of it needs a reason. */
        WARNING
    }

    default Weight weight() {
        return switch (this) {
            case NotUpToDate any -> Weight.ISSUING;
            case BeingAddedUp any -> Weight.ISSUING;
            case Over any -> Weight.ISSUING;
            case Final any -> any.invoiced() ? Weight.WARNING : Weight.ISSUING;
            case NotSplit any -> Weight.ISSUING;
            case EarlierOpen any -> Weight.ISSUING;
            case BeforeLedger any -> Weight.ISSUING;
            case Invoiced any -> Weight.CLOSING;
            case Agrees any -> Weight.CLOSING;
            case NotIssued any -> Weight.CLOSING;
            case ChangedSince any -> Weight.CLOSING;
            case Disputes any -> Weight.CLOSING;
            case NoCharges any -> Weight.CLOSING;
            case Accounts any -> Weight.WARNING;
            case Arrived any -> Weight.WARNING;
            case Allocated any -> Weight.WARNING;
            case Unallocated any -> Weight.WARNING;
            case Unconfirmed any -> Weight.WARNING;
        };
    }

    /** One that is there only where it isn't met. */
    sealed interface Open extends Check {
        @Override
        default boolean met() {
            return false;
        }
    }

    /** @param problem of the last try, as it was recorded */
    record NotUpToDate(String problem) implements Open {}

    /**
     * Charges changed since figures were made of them, and are being added up.
     *
     * @param months whose charges: the month's own, and closed ones, whose changes it corrects
     */
    record BeingAddedUp(List<YearMonth> months) implements Open {
        public BeingAddedUp {
            months = List.copyOf(months);
        }
    }

    record Over(YearMonth month, boolean met) implements Check {}

    /**
     * @param estimated days whose costs AWS still estimates
     * @param invoiced whether AWS's documents ask for what the charges come to, so that estimates stand in nothing's way
     */
    record Final(Optional<LocalDateRange> estimated, boolean invoiced) implements Check {
        @Override
        public boolean met() {
            return estimated.isEmpty();
        }
    }

    /** @param missing accounts that had costs in the month before, by id */
    record Accounts(YearMonth before, List<String> missing) implements Check {
        @Override
        public boolean met() {
            return missing.isEmpty();
        }
    }

    /** Charges that come once a month: by currency in the month before and in this one. */
    record Arrived(ChargeKind kind, YearMonth before, Map<String, BigDecimal> then, Map<String, BigDecimal> now)
            implements Check {
        @Override
        public boolean met() {
            return !now.isEmpty();
        }
    }

    /** @param read whether AWS's documents have ever been read */
    record Invoiced(YearMonth month, int documents, boolean read) implements Check {
        @Override
        public boolean met() {
            return documents > 0;
        }
    }

    /** @param met false while charges of the month aren't added up yet */
    record NoCharges(YearMonth month, boolean met) implements Check {}

    /**
     * @param difference what the documents ask for and the charges don't come to
     * @param accepted what finance accepted of it
     * @param acceptable whether finance can accept what is left
     */
    record Agrees(
            YearMonth month,
            String currency,
            BigDecimal difference,
            BigDecimal accepted,
            boolean acceptable,
            boolean met)
            implements Check {}

    record Allocated() implements Check {
        @Override
        public boolean met() {
            return true;
        }
    }

    record Unallocated(YearMonth month, String currency, BigDecimal amount) implements Open {}

    record NotSplit(Pool pool, Unsplit why) implements Open {}

    /** @param teams names of those that nobody has confirmed */
    record Unconfirmed(List<String> teams) implements Open {}

    /** @param first the ledger's first month; empty where none is chosen */
    record BeforeLedger(Optional<YearMonth> first) implements Open {}

    /** @param open the earliest month of the ledger that isn't closed */
    record EarlierOpen(YearMonth open) implements Open {}

    /** @param teams names of those that have costs and no issued statement; of all where nothing was issued */
    record NotIssued(List<String> teams, boolean none) implements Open {}

    /** @param teams names of those whose adjustments their statements don't show */
    record ChangedSince(List<String> teams) implements Open {}

    /**
     * Of an issued month, where open disputes block closing.
     *
     * @param teams whose statements have some that finance hasn't answered, by the statement's number
     */
    record Disputes(YearMonth month, List<Disputed> teams) implements Check {
        public Disputes {
            teams = List.copyOf(teams);
        }

        @Override
        public boolean met() {
            return teams.isEmpty();
        }
    }

    /** @param team its number */
    record Disputed(int team, String name) {}
}
