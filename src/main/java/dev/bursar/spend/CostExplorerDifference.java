package dev.bursar.spend;

import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.TeamKeys;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * How a sum of Bursar's becomes the one that Cost Explorer shows for the same charges, in one currency: {@code figure} and
 * {@code leftOut} and {@code netted} add up to {@code costExplorer} exactly.
 *
 * @param figure what Bursar shows
 * @param leftOut what the question leaves out of it, by part; only parts that it leaves out
 * @param netted what covered usage and its negation are apart in Cost Explorer and not here; zero for EffectiveCost
 * @param covered covered usage at its on-demand price, as Cost Explorer lists it
 * @param negation what takes it back there, as far as it is among these charges
 * @param costExplorer the sum that Cost Explorer's metric of {@code metric} gives
 * @param otherMetrics Cost Explorer's other sums of the same charges, by metric
 * @param exported whether some of the charges are from an export, whose figures may not be Cost Explorer's
 * @param known false where some are from one without Cost Explorer's metrics: what it shows is not known then, and none of its
 *     figures here is its own
 * @param teamKeys the tags whose values name teams; none where none is set
 * @param observedAt when costs were last read
 * @param estimated ranges of days that AWS may still change
 * @param accounts what was read of which accounts; null for who may not know that
 */
public record CostExplorerDifference(
        String currency,
        BigDecimal figure,
        Map<Exclusion, BigDecimal> leftOut,
        BigDecimal netted,
        BigDecimal covered,
        BigDecimal negation,
        Metric metric,
        BigDecimal costExplorer,
        Map<Metric, BigDecimal> otherMetrics,
        boolean exported,
        boolean known,
        TeamKeys teamKeys,
        Optional<Instant> observedAt,
        List<LocalDateRange> estimated,
        @Nullable Accounts accounts) {
    public CostExplorerDifference {
        leftOut = Map.copyOf(leftOut);
        otherMetrics = Map.copyOf(otherMetrics);
        estimated = List.copyOf(estimated);
    }

    /** Cost Explorer's own cost metrics, by the name in its console. */
    public enum Metric {
        UNBLENDED("Unblended costs"),
        NET_UNBLENDED("Net unblended costs"),
        AMORTIZED("Amortized costs"),
        NET_AMORTIZED("Net amortized costs");

        private final String label;

        Metric(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * The organisation's accounts.
     *
     * @param unread names of those of which nothing was read in these days, at most 20
     */
    public record Accounts(int all, int read, List<String> unread) {
        public Accounts {
            unread = List.copyOf(unread);
        }
    }
}
