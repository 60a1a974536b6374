package dev.bursar.clusters.ui;

import dev.bursar.charges.ChoiceText;
import dev.bursar.clusters.ClusterMonth;
import dev.bursar.clusters.ClusterMonth.OfCluster;
import dev.bursar.clusters.ClusterMonth.Row;
import dev.bursar.clusters.ClusterService;
import dev.bursar.clusters.ClusterUse;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Clusters of a month by namespace, workload and team as a file, with all digits; asked again with the rights of whoever it is
 * written for. A question is a month, or a month and a cluster: {@code 2026-10 111122223333/us-east-1/ml-train}.
 */
@Component
class ClusterExport implements ExportSource {
    private static final List<String> NAMES =
            List.of("Cluster", "Account", "Region", "Namespace", "Workload", "Team", "Split", "Currency");

    private final ClusterService clusters;
    private final Clock clock;

    ClusterExport(ClusterService clusters, Clock clock) {
        this.clusters = clusters;
        this.clock = clock;
    }

    static String question(YearMonth month, String cluster) {
        return (month + " " + cluster).strip();
    }

    @Override
    public String kind() {
        return "clusters";
    }

    private record Asked(YearMonth month, String cluster) {
        static Asked of(String question) {
            String[] parts = question.split(" ", 2);
            return new Asked(YearMonth.parse(parts[0]), parts.length == 1 ? "" : parts[1]);
        }

        boolean includes(OfCluster one) {
            return cluster.isEmpty() || one.key().equals(cluster);
        }
    }

    @Override
    public About about(String question) {
        YearMonth month = Asked.of(question).month();
        return new About("Clusters, " + Formats.month(month), "clusters-" + month);
    }

    @Override
    public Table table(String question) {
        Asked asked = Asked.of(question);
        ClusterMonth month = clusters.of(asked.month());
        List<OfCluster> all = month.clusters().stream().filter(asked::includes).toList();
        return (file, progress) -> {
            progress.all(all.stream().mapToInt(one -> one.rows().size()).sum());
            file.head(heading(month), columns());
            Map<String, ClusterUse> sums = new TreeMap<>();
            for (OfCluster cluster : all) {
                for (Row row : cluster.rows()) {
                    file.row(cluster.currency(), cells(cluster, row));
                    progress.row();
                }
                sums.merge(cluster.currency(), cluster.use(), ClusterUse::plus);
            }
            for (var sum : sums.entrySet()) {
                file.total(sum.getKey(), cells(total(sum.getKey()), sum.getValue()));
            }
        };
    }

    private Heading heading(ClusterMonth month) {
        var facts = new ArrayList<String>();
        facts.add(Formats.range(month.days()) + " \u00B7 EffectiveCost"
                + FactLine.words(month.finality().estimated(), month.finality().restated()).values().stream()
                        .map(words -> " \u00B7 " + words)
                        .collect(Collectors.joining()));
        facts.add(month.observedAt()
                        .map(at -> "Data as of " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return new Heading("Clusters", "Clusters, " + Formats.month(month.month()), facts);
    }

    private static List<Column> columns() {
        var columns = new ArrayList<Column>();
        for (String name : NAMES) {
            columns.add(Column.text(name));
        }
        for (String name : List.of("EffectiveCost", "Used", "Idle", "Without pods", "Per GPU-hour")) {
            columns.add(Column.money(name));
        }
        for (String name : List.of("vCPU-hours", "GB-hours", "GPU-hours")) {
            columns.add(Column.text(name));
        }
        return columns;
    }

    private static @Nullable Object[] cells(OfCluster cluster, Row row) {
        return cells(
                List.of(
                        cluster.name(),
                        cluster.key().substring(0, cluster.key().indexOf('/')),
                        cluster.region(),
                        row.noPods() ? ChoiceText.NO_PODS : row.namespace(),
                        row.workload(),
                        row.teamName(),
                        ClusterText.split(cluster),
                        cluster.currency()),
                row.use());
    }

    private static @Nullable Object[] cells(List<String> names, ClusterUse use) {
        var cells = new ArrayList<@Nullable Object>(names);
        cells.add(use.cost());
        cells.add(use.used());
        cells.add(use.idle());
        cells.add(use.noPods());
        cells.add(use.perGpuHour().orElse(null));
        cells.add(plain(use.vcpuHours()));
        cells.add(plain(use.gbHours()));
        cells.add(plain(use.gpuHours()));
        return cells.toArray();
    }

    private static List<String> total(String currency) {
        var names = new ArrayList<>(Collections.nCopies(NAMES.size(), ""));
        names.set(0, "Total");
        names.set(NAMES.indexOf("Currency"), currency);
        return names;
    }

    private static String plain(@Nullable BigDecimal hours) {
        return hours == null ? "" : hours.stripTrailingZeros().toPlainString();
    }
}
