package dev.bursar.efficiency.ui;

import static dev.bursar.files.ListExport.Cell.money;
import static dev.bursar.files.ListExport.Cell.percent;
import static dev.bursar.files.ListExport.Cell.text;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The rows of the Efficiency page as a file; asked again with the rights of whoever fetches it. */
@Component
class WorkloadExport extends ListExport<WorkloadRow> {
    private static final String CURRENCY = "Currency";
    private static final String RATE = "Cost a month at this rate, rounded";
    private static final String SAVING = "Possible saving a month at this rate, USD";

    private static List<Cell<WorkloadRow>> columns(String days) {
        return List.of(
                text("Workload", WorkloadRow::name),
                text("Kind", row -> row.kind().label()),
                text("Instance type", WorkloadRow::instanceType),
                text("Account", WorkloadRow::account),
                text("Account name", WorkloadRow::accountName),
                text("Region", WorkloadRow::region),
                text("Team", WorkloadRow::owner),
                text("Status", WorkloadRow::status),
                text(CURRENCY, WorkloadRow::currency),
                money(cost(days), WorkloadRow::cost),
                text(
                        "Cost is from",
                        row -> row.cost() == null
                                ? EfficiencyText.costReason(row)
                                : row.costSource().label()),
                text("Days of the cost", row -> row.cost() == null ? "" : String.valueOf(row.costDays())),
                percent("Measured share of billed hours", row -> share(row.coverage())),
                percent("CPU", row -> share(row.cpu())),
                percent("Memory", row -> share(row.memory())),
                percent("GPU", row -> share(row.gpu())),
                percent("GPU memory", row -> share(row.gpuMemory())),
                text("Why utilisation is not known", WorkloadExport::reasons),
                percent("Idle share of hours", row -> share(row.idleShare())),
                money(idle(days), WorkloadRow::idleCost),
                text("Requests", row -> row.invocations() == null ? "" : plain(BigDecimal.valueOf(row.invocations()))),
                text("Cost per inference", row -> row.perInference() == null ? "" : plain(row.perInference())),
                text("Why cost per inference is not known", row -> ReasonText.of(row.perInferenceReason())),
                money(RATE, row -> rounded(row.rate())),
                money(SAVING, WorkloadRow::saving),
                text("Proposal", WorkloadExport::proposal),
                text("Open proposals", row -> String.valueOf(row.proposals())),
                text("Approved proposals", row -> String.valueOf(row.approved())),
                text("State", row -> row.state().label()),
                text("Reason", EfficiencyText::reason));
    }

    private final EfficiencyService service;

    WorkloadExport(EfficiencyService service, Clock clock) {
        super("workloads", "Workloads", clock);
        this.service = service;
    }

    private static String cost(String days) {
        return "Cost (" + days + ")";
    }

    private static String idle(String days) {
        return "Idle cost (" + days + ")";
    }

    @Override
    protected Found<WorkloadRow> find(String stored) {
        var question = WorkloadList.question(WorkloadList.ADDRESS.ofStored(stored));
        Page page = service.page(question);
        String days = EfficiencyText.days(page.days());
        Map<String, Map<String, @Nullable Object>> totals = new TreeMap<>();
        page.cost().forEach((currency, cost) -> {
            Map<String, @Nullable Object> total = new HashMap<>();
            total.put(CURRENCY, currency);
            total.put(cost(days), cost);
            total.put(idle(days), page.idle().get(currency));
            total.put(RATE, rounded(page.rate().get(currency)));
            total.put(SAVING, currency.equals(EfficiencyText.USD) ? page.saving() : null);
            totals.put(currency, total);
        });
        return new Found<>(
                columns(days),
                facts(page),
                page.workloads(),
                row -> EfficiencyText.currency(row.currency()),
                each -> service.each(question, each),
                totals);
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
        facts.add(exported("Judged", page.judgedAt()));
        return facts;
    }

    private static String proposal(WorkloadRow row) {
        return row.best() == null
                ? ""
                : EfficiencyText.proposal(row.best()).substring(2)
                        + (row.best().toType().isEmpty() ? "" : " " + EfficiencyText.from(row.best(), 1, 0));
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
        if (figure.value() == null && figure.reason() != null) {
            reasons.add(name + ": " + ReasonText.of(figure.reason()));
        }
    }
}
