package dev.bursar.simulator.reports;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;

/**
 * The summary report of a HyperPod cluster as AWS's tool writes it: lines about the report, the periods without data, two lines of heads
 * and a row for each day and team.
 */
public final class HyperPodReport {
    private static final String CLUSTER = "hp-train";
    private static final List<Quota> QUOTAS = Data.rows("quotas.csv", Quota.class);
    private static final String UNITS =
            "Total utilization (hours),Allocated utilization (hours),Borrowed utilization (hours)";
    private static final int VCPUS_A_GPU = 12;
    private static final int LOST_FROM = 3;
    private static final int LOST_TO = 9;
    private static final int HOURS = 24;

    private record Quota(String namespace, String team, String instance, int gpus, int used, int swing) {
        /** GPUs on average of a day. */
        BigDecimal used(LocalDate day) {
            var chance = Math.floorMod((namespace + day).hashCode() * 31L >>> 3, 2L * swing + 1);
            return BigDecimal.valueOf(gpus * (used - swing + chance), 2);
        }
    }

    private HyperPodReport() {}

    /**
     * Of some days, of which the last is in.
     *
     * @param organisation says of which day some hours are missing
     */
    public static String csv(Organisation organisation, LocalDate first, LocalDate last) {
        var lost = GatewayReport.lost(organisation);
        var lines = new ArrayList<>(List.of(
                "Amazon SageMaker HyperPod",
                "ClusterName: " + CLUSTER,
                "Type: Summary Utilization Report",
                "Date Generated: " + last,
                "Date Range (UTC): " + first + " to " + last));
        if (!lost.isBefore(first) && !lost.isAfter(last)) {
            lines.add("Missing data periods");
            lines.add("%s %02d:00:00 to %s %02d:00:00".formatted(lost, LOST_FROM, lost, LOST_TO));
        }
        lines.add(",,,Instance,NeuronCore,,,GPU,,,vCPU,,");
        lines.add("Date,Namespace,Team,Type," + UNITS + "," + UNITS + "," + UNITS);
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            var hours = BigDecimal.valueOf(day.equals(lost) ? HOURS - LOST_TO + LOST_FROM : HOURS);
            for (var quota : QUOTAS) {
                lines.add(row(day, hours, quota));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(LocalDate day, BigDecimal hours, Quota quota) {
        var used = quota.used(day).multiply(hours);
        var own = used.min(BigDecimal.valueOf(quota.gpus).multiply(hours));
        var cells = new ArrayList<>(List.of(day.toString(), quota.namespace, quota.team, quota.instance));
        for (var of : List.of(0, 1, VCPUS_A_GPU)) {
            for (var amount : List.of(used, own, used.subtract(own))) {
                cells.add(amount.multiply(BigDecimal.valueOf(of))
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString());
            }
        }
        return String.join(",", cells);
    }
}
