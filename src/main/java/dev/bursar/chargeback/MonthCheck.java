package dev.bursar.chargeback;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.pools.Pool;
import dev.bursar.chargeback.statement.PoolResult.Unsplit;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** Something that must be so before a month can be closed, and what was found of it. */
public sealed interface MonthCheck {
    /** Whether it is as it has to be. */
    boolean met();

    /** One that is there only where it isn't met. */
    sealed interface Open extends MonthCheck {
        @Override
        default boolean met() {
            return false;
        }
    }

    /** @param problem of the last try, as it was recorded */
    record NotUpToDate(String problem) implements Open {}

    record Over(YearMonth month, boolean met) implements MonthCheck {}

    /** @param estimated days whose costs AWS still estimates */
    record Final(Optional<LocalDateRange> estimated) implements MonthCheck {
        @Override
        public boolean met() {
            return estimated.isEmpty();
        }
    }

    /** @param missing accounts that had costs in the month before, by id */
    record Accounts(YearMonth before, List<String> missing) implements MonthCheck {
        @Override
        public boolean met() {
            return missing.isEmpty();
        }
    }

    /** Charges that come once a month: by currency in the month before and in this one. */
    record Arrived(ChargeKind kind, YearMonth before, Map<String, BigDecimal> then, Map<String, BigDecimal> now)
            implements MonthCheck {
        @Override
        public boolean met() {
            return !now.isEmpty();
        }
    }

    /** @param read whether AWS's documents have ever been read */
    record Invoiced(YearMonth month, int documents, boolean read) implements MonthCheck {
        @Override
        public boolean met() {
            return documents > 0;
        }
    }

    /** @param difference what the documents ask for and the charges don't come to */
    record Agrees(YearMonth month, String currency, BigDecimal difference, boolean met) implements MonthCheck {}

    record Allocated() implements MonthCheck {
        @Override
        public boolean met() {
            return true;
        }
    }

    record Unallocated(YearMonth month, String currency, BigDecimal amount) implements Open {}

    record NotSplit(Pool pool, Unsplit why) implements Open {}

    /** @param teams names of those that nobody has confirmed */
    record Unconfirmed(List<String> teams) implements Open {}

    /** @param without names of the teams that have none */
    record CostCentres(int teams, List<String> without) implements MonthCheck {
        @Override
        public boolean met() {
            return without.isEmpty();
        }
    }
}
