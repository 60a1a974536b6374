package dev.bursar.budgets.aws;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.NoCosts;
import module java.base;
import org.joda.money.BigMoney;

/**
 * A budget of AWS beside what Bursar knows of the same costs.
 *
 * @param days that AWS's figures are about; empty for a period that Bursar doesn't know
 * @param basis which cost AWS counts, in its words: {@code Amortized cost}
 * @param owner the team whose tag rule it watches exactly, or why there is none
 * @param ours Bursar's figure of the same days and costs; only where there is a team
 * @param nothing why it watches nothing, if it does
 */
public record AwsBudgetRow(
        AwsBudget budget,
        Optional<DayRange> days,
        String basis,
        Owner owner,
        Optional<Ours> ours,
        Optional<WatchesNothing> nothing) {

    /** Whose costs it watches. */
    public sealed interface Owner {
        record Team(String name) implements Owner {}

        record None(WhyUnmatched why) implements Owner {}
    }

    /**
     * What Bursar has.
     *
     * @param amounts one for each currency; empty while none of the days is read
     * @param none why there may be none
     * @param observedAt when the oldest of these costs were read; empty where there are none
     */
    public record Ours(List<BigMoney> amounts, NoCosts none, CostMetric metric, Optional<Instant> observedAt) {
        public Ours {
            amounts = List.copyOf(amounts);
        }
    }
}
