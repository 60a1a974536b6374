package dev.bursar.clusters;

import dev.bursar.charges.Finality;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * A month's costs of clusters, as far as the person who asks may see them.
 *
 * @param days of the month that are read, or have begun
 * @param any whether any charge is a part of a node's, in whatever month and whoever's
 * @param clusters by cost, the largest first
 */
public record ClusterMonth(
        YearMonth month,
        LocalDateRange days,
        boolean any,
        List<OfCluster> clusters,
        Finality finality,
        Optional<Instant> observedAt) {
    public ClusterMonth {
        clusters = List.copyOf(clusters);
    }

    /** How many rows the page's file has. */
    public int rows() {
        return clusters.stream().mapToInt(cluster -> cluster.rows().size()).sum();
    }

    /**
     * A cluster's costs in one currency.
     *
     * @param key account, Region and name
     * @param accountName as people know it
     * @param rows by cost, the largest first
     * @param use the rows' sum
     * @param whole what everybody's rows come to; empty for who sees all, and for a lead where fewer than four teams share it
     * @param choice in force on the month's last day
     */
    public record OfCluster(
            String key,
            String accountName,
            String region,
            String name,
            String currency,
            List<Row> rows,
            ClusterUse use,
            Optional<ClusterUse> whole,
            Optional<Choice> choice) {
        public OfCluster {
            rows = List.copyOf(rows);
        }

        public boolean split() {
            return choice.map(Choice::split).orElse(false);
        }
    }

    /**
     * @param namespace "" of ECS and of hours without pods
     * @param workload "" of hours without pods
     */
    public record Row(
            String namespace, String workload, boolean noPods, TeamId team, String teamName, ClusterUse use) {}
}
