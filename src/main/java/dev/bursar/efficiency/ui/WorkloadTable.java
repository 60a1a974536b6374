package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.function.SerializableFunction;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadList;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.list.ListState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Workloads with what they cost, what was found, and what to do; only those that are looked at are read. */
final class WorkloadTable extends ListGrid<WorkloadRow, Long> {
    /** Figures that may be known of none. */
    private static final List<String> OPTIONAL = List.of("cost", "idle", "cpu", "gpu");

    private final int days;

    WorkloadTable(ListPage<?> shown, EfficiencyService service, ListState list, Page page) {
        days = page.days();
        super("Workloads", shown, WorkloadRow::id, EfficiencyLinks::workload);
        grid().addClassName("workload-table");
        by("name", column("Workload", 202, 3, this::name))
                .setFrozen(true)
                .setFooter(Formats.count(page.workloads(), "workload", "workloads"));
        by("team", wide("Team", 132, 1, WorkloadTable::team));
        wide("cost", page.days() + "-day cost", 108, this::cost)
                .setFooter(page.cost().isEmpty() ? "" : EfficiencyText.money(page.cost()));
        wide("State", 150, 1, WorkloadTable::state);
        wide("Proposal", 166, 1, WorkloadTable::proposal);
        by("saving", figure("Possible saving", 138, 1, WorkloadTable::saving))
                .setFooter(page.saving().signum() == 0 ? "" : EfficiencyText.less(page.saving()));
        wide("idle", "Idle", 66, row -> EfficiencyText.cell(row.idleShare()));
        wide("cpu", "CPU", 102, row -> both(row.cpu(), row.memory()));
        wide("gpu", "GPU", 108, row -> both(row.gpu(), row.gpuMemory()));
        sort(shown, WorkloadList.LISTING.sort());
        Set<String> known = known(page);
        OPTIONAL.forEach(order -> by(order).orElseThrow().setVisible(known.contains(order)));
        if (!known.containsAll(OPTIONAL)) {
            Paragraph unknown = Styled.note(unknown(known));
            unknown.addClassName("unknown-columns");
            above(unknown);
        }
        show((offset, limit) -> service.rows(list, offset, limit), WorkloadRow::id, page.workloads());
    }

    private Grid.Column<WorkloadRow> wide(
            String key, String header, int width, SerializableFunction<WorkloadRow, Component> cell) {
        return Tables.wideOnly(by(key, figure(header, width, 1, cell)));
    }

    private static Set<String> known(Page page) {
        Set<String> known = new HashSet<>(page.known());
        if (!page.cost().isEmpty()) {
            known.add("cost");
        }
        return known;
    }

    /** {@code Not known for any of these workloads: idle hours and GPU use.} */
    static String unknown(Set<String> known) {
        List<String> missing = OPTIONAL.stream()
                .filter(order -> !known.contains(order))
                .map(order -> switch (order) {
                    case "cost" -> "cost";
                    case "idle" -> "idle hours";
                    default -> order.toUpperCase(Locale.ROOT) + " use";
                })
                .toList();
        return missing.isEmpty() ? "" : "Not known for any of these workloads: " + UseSection.joined(missing) + ".";
    }

    /** One above the other; the reason once where neither is known for the same. */
    private static Component both(Figure processor, Figure memory) {
        var above = EfficiencyText.cell(processor);
        if (memory.value() == null) {
            return above;
        }
        return new Div(new Div(above), Styled.div("second-line", new Text("memory "), EfficiencyText.cell(memory)));
    }

    private Component name(WorkloadRow row) {
        return name(
                row,
                PlainText.cutMiddle(row.name(), 60),
                PlainText.full(row.name()) + ", " + PlainText.full(row.accountName()) + " ("
                        + Formats.account(row.account()) + ")",
                EfficiencyText.about(row),
                row.state().label()
                        + (row.best() == null ? "" : " \u00B7 " + EfficiencyText.proposal(row.best()))
                        + " \u00B7 " + owner(row));
    }

    static String owner(WorkloadRow row) {
        return row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40);
    }

    private static Component team(WorkloadRow row) {
        return Tables.twoLines(
                row.owner() == null ? Styled.quiet("nobody") : new Div(PlainText.name(row.owner())), row.region());
    }

    /** With the source where it is no export's, and with its days where they are fewer than the page's. */
    private Component cost(WorkloadRow row) {
        Span amount = EfficiencyText.money(row.cost(), row.currency(), EfficiencyText.costReason(row));
        if (row.cost() == null) {
            return amount;
        }
        String source = switch (row.costSource()) {
            case LIST -> "list price";
            case COST_EXPLORER -> "Cost Explorer";
            case EXPORT, UNKNOWN -> "";
        };
        String fewer = row.costDays() < days ? EfficiencyText.days(row.costDays()) : "";
        String below = source + (source.isEmpty() || fewer.isEmpty() ? "" : ", ") + fewer;
        return below.isEmpty() ? amount : Tables.twoLines(amount, below);
    }

    private static Component state(WorkloadRow row) {
        String brief = EfficiencyText.brief(row);
        var badge = EfficiencyText.badge(row.state());
        Component cell = brief.isEmpty() ? new Div(badge) : Tables.twoLines(badge, brief);
        Tooltip.forComponent(cell).setText(EfficiencyText.reason(row));
        return cell;
    }

    private static Component proposal(WorkloadRow row) {
        WorkloadRow.@Nullable Best best = row.best();
        if (best == null) {
            return new Span();
        }
        String below = EfficiencyText.from(best, row.proposals(), row.approved());
        var first = new Span(EfficiencyText.proposal(best));
        return below.isEmpty() ? first : Tables.twoLines(first, below);
    }

    /** With the rate that it is a part of. */
    private static Component saving(WorkloadRow row) {
        @Nullable BigDecimal amount = row.saving();
        if (amount == null) {
            return Styled.quiet(EfficiencyText.noSaving(row));
        }
        @Nullable BigDecimal rate = row.rate();
        var first = new Span(EfficiencyText.less(amount) + " a month");
        if (rate == null) {
            return first;
        }
        Div cell = Tables.twoLines(
                first, "of " + Formats.about(rate, EfficiencyText.currency(row.currency())) + " at this rate");
        Tooltip.forComponent(cell).setText("At this rate it costs " + EfficiencyText.rate(row) + " a month.");
        return cell;
    }
}
