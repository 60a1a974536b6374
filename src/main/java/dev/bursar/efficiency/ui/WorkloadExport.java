package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.files.ListingExport;
import dev.bursar.list.ListColumn;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListState;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The rows of the Efficiency page as a file, with the days of their costs and reasons in words. */
@Component
class WorkloadExport extends ListingExport<WorkloadRow> {
    private final EfficiencyService service;

    WorkloadExport(ListSource<WorkloadRow> source, EfficiencyService service, Clock clock) {
        super(source, clock);
        this.service = service;
    }

    @Override
    protected Found<WorkloadRow> find(ListState state) {
        Page page = service.page(state);
        String days = " (" + EfficiencyText.days(page.days()) + ")";
        ListSource.Found found = page.found();
        found.totals().values().forEach(total -> total.computeIfPresent("rate", (key, rate) -> rounded(rate)));
        return file(
                new ListSource.Answer<>(found, each -> service.each(state, each)),
                facts(page),
                Map.of("cost", "Cost" + days, "idle-cost", "Idle cost" + days));
    }

    private List<String> facts(Page page) {
        @Nullable LocalDate first = page.firstDay();
        @Nullable LocalDate last = page.lastDay();
        return List.of(
                counted(page.found()),
                first == null || last == null
                        ? "Costs are list price \u00D7 measured hours: no charge names resources"
                        : "EffectiveCost of " + Formats.range(LocalDateRange.ofClosed(first, last))
                                + (page.origin() == Origin.COST_EXPLORER
                                        ? ", " + WorkloadRow.CostSource.COST_EXPLORER.label()
                                        : ""),
                exported(page.found()));
    }

    @Override
    protected @Nullable Object cell(ListColumn<WorkloadRow> column, WorkloadRow row) {
        return switch (column.key()) {
            case "cost-source" ->
                row.cost() == null
                        ? EfficiencyText.costReason(row)
                        : row.costSource().label();
            case "unknown" -> reasons(row);
            case "per-inference-unknown" -> ReasonText.of(row.perInferenceReason());
            case "rate" -> rounded(row.rate());
            case "proposal" -> proposal(row);
            case "reason" -> EfficiencyText.reason(row);
            default -> column.cell().apply(row);
        };
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
