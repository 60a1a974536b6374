package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The rows of the Efficiency page as a file; asked again with the rights of whoever fetches it. */
@Component
class WorkloadExport implements ExportSource {
    private static final int COST = 9;
    private static final int IDLE_COST = 19;
    private static final int RATE = 23;
    private static final int SAVING = 24;

    private static List<Column> columns(String days) {
        return List.of(
                Column.text("Workload"),
                Column.text("Kind"),
                Column.text("Instance type"),
                Column.text("Account"),
                Column.text("Account name"),
                Column.text("Region"),
                Column.text("Team"),
                Column.text("Status"),
                Column.text("Currency"),
                Column.money("Cost (" + days + ")"),
                Column.text("Cost is from"),
                Column.text("Days of the cost"),
                percent("Measured share of billed hours"),
                percent("CPU"),
                percent("Memory"),
                percent("GPU"),
                percent("GPU memory"),
                Column.text("Why utilisation is not known"),
                percent("Idle share of hours"),
                Column.money("Idle cost (" + days + ")"),
                Column.text("Requests"),
                Column.text("Cost per inference"),
                Column.text("Why cost per inference is not known"),
                Column.money("Cost a month at this rate, rounded"),
                Column.money("Could be saved a month, USD"),
                Column.text("Proposal"),
                Column.text("Open proposals"),
                Column.text("Approved proposals"),
                Column.text("State"),
                Column.text("Reason"));
    }

    private final EfficiencyService service;
    private final Clock clock;

    WorkloadExport(EfficiencyService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    private static Column percent(String name) {
        return new Column(name, Kind.PERCENT);
    }

    @Override
    public String kind() {
        return "workloads";
    }

    @Override
    public About about(String question) {
        service.page(EfficiencyUrl.ofStored(question).question()); // refuses whom nothing may be shown
        return new About("Workloads", "workloads-" + LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    @Override
    public Table table(String question) {
        EfficiencyUrl url = EfficiencyUrl.ofStored(question);
        Page page = service.page(url.question());
        List<String> facts = facts(page);
        List<Column> columns = columns(EfficiencyText.days(page.days()));
        return (file, progress) -> {
            progress.all((int) Math.min(page.workloads(), Integer.MAX_VALUE));
            file.head(new TableFile.Heading("Workloads", "Workloads", facts), columns);
            service.each(url.question(), row -> {
                try {
                    file.row(EfficiencyText.currency(row.currency()), cells(row));
                    progress.row();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (Map.Entry<String, BigDecimal> total : new TreeMap<>(page.cost()).entrySet()) {
                @Nullable Object[] cells = new @Nullable Object[columns.size()];
                cells[0] = "Total";
                cells[COST - 1] = total.getKey();
                cells[COST] = total.getValue();
                cells[IDLE_COST] = page.idle().get(total.getKey());
                cells[RATE] = rounded(page.rate().get(total.getKey()));
                cells[SAVING] = total.getKey().equals(EfficiencyText.USD) ? page.saving() : null;
                file.total(total.getKey(), cells);
            }
        };
    }

    private List<String> facts(Page page) {
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.workloads(), "workload", "workloads"));
        @Nullable LocalDate first = page.firstDay();
        @Nullable LocalDate last = page.lastDay();
        facts.add(
                first == null || last == null
                        ? "Costs are list price \u00D7 measured hours: no charge names resources"
                        : "EffectiveCost of " + Formats.range(LocalDateRange.ofClosed(first, last))
                                + (page.origin() == Origin.COST_EXPLORER
                                        ? ", " + WorkloadRow.CostSource.COST_EXPLORER.label()
                                        : ""));
        facts.add(page.judgedAt()
                        .map(at -> "Judged " + Formats.momentWithYear(at) + ", exported ")
                        .orElse("Exported ")
                + Formats.momentWithYear(clock.instant()));
        return facts;
    }

    private static @Nullable Object[] cells(WorkloadRow row) {
        return new @Nullable Object[] {
            row.name(),
            row.kind().label(),
            row.instanceType(),
            row.account(),
            row.accountName(),
            row.region(),
            row.owner() == null ? "" : row.owner(),
            row.status(),
            row.currency() == null ? "" : row.currency(),
            row.cost(),
            row.cost() == null
                    ? EfficiencyText.costReason(row)
                    : row.costSource().label(),
            row.cost() == null ? "" : String.valueOf(row.costDays()),
            share(row.coverage()),
            share(row.cpu()),
            share(row.memory()),
            share(row.gpu()),
            share(row.gpuMemory()),
            reasons(row),
            share(row.idleShare()),
            row.idleCost(),
            row.invocations() == null ? "" : plain(BigDecimal.valueOf(row.invocations())),
            row.perInference() == null ? "" : plain(row.perInference()),
            row.perInferenceReason(),
            rounded(row.rate()),
            row.saving(),
            row.best() == null
                    ? ""
                    : EfficiencyText.proposal(row.best()).substring(2)
                            + (row.best().toType().isEmpty() ? "" : " " + EfficiencyText.from(row.best(), 1, 0)),
            String.valueOf(row.proposals()),
            String.valueOf(row.approved()),
            row.state().label(),
            row.reason()
        };
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal rate) {
        return rate == null ? null : Formats.aboutNumber(rate);
    }

    private static @Nullable BigDecimal share(Figure figure) {
        @Nullable Double value = figure.value();
        return value == null ? null : BigDecimal.valueOf(value);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static String reasons(WorkloadRow row) {
        var reasons = new ArrayList<String>();
        add(reasons, "CPU", row.cpu());
        add(reasons, "Memory", row.memory());
        add(reasons, "GPU", row.gpu());
        add(reasons, "GPU memory", row.gpuMemory());
        add(reasons, "Idle", row.idleShare());
        return String.join(" ", reasons);
    }

    private static void add(List<String> reasons, String name, Figure figure) {
        if (figure.value() == null && !figure.reason().isEmpty()) {
            reasons.add(name + ": " + figure.reason());
        }
    }
}
