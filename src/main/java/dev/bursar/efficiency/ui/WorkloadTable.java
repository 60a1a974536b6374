package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.query.EfficiencyQuestion;
import dev.bursar.efficiency.query.EfficiencyQuestion.Order;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.list.AddressReader;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HeaderSort;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Workloads with what they cost, what was found, and what to do; only those that are looked at are read. */
final class WorkloadTable extends Composite<Section> {
    private static final int FEW = 12;
    /** Figures that may be known of none. */
    private static final List<Order> OPTIONAL = List.of(Order.COST, Order.IDLE, Order.CPU, Order.GPU);

    private final Grid<WorkloadRow> grid = new Grid<>();
    private final HeaderSort<WorkloadRow> sort;
    private final Grid.Column<WorkloadRow> name;
    private final Grid.Column<WorkloadRow> cost;
    private final Grid.Column<WorkloadRow> saving;
    private final Paragraph unknown = new Paragraph();
    private int days;

    /**
     * @param opened told when a row is clicked
     * @param sorted told when the person sorts otherwise
     */
    WorkloadTable(LongConsumer opened, BiConsumer<Order, Boolean> sorted) {
        grid.addClassName("workload-table");
        name = grid.addComponentColumn(WorkloadTable::name)
                .setHeader("Workload")
                .setKey(Order.NAME.word())
                .setWidth("202px")
                .setFlexGrow(3)
                .setFrozen(true);
        Tables.wideOnly(grid.addComponentColumn(WorkloadTable::team))
                .setHeader("Team")
                .setKey(Order.TEAM.word())
                .setWidth("132px");
        cost = Tables.wideOnly(figure(this::cost, "Cost", Order.COST, "108px"));
        Tables.wideOnly(grid.addComponentColumn(WorkloadTable::state))
                .setHeader("State")
                .setWidth("150px")
                .setFlexGrow(1);
        Tables.wideOnly(grid.addComponentColumn(WorkloadTable::proposal))
                .setHeader("Proposal")
                .setWidth("166px")
                .setFlexGrow(1);
        saving = figure(WorkloadTable::saving, "Could be saved", Order.SAVING, "138px");
        wide(row -> EfficiencyText.cell(row.idleShare()), "Idle", Order.IDLE, "66px");
        wide(row -> both(row.cpu(), row.memory()), "CPU", Order.CPU, "102px");
        wide(row -> both(row.gpu(), row.gpuMemory()), "GPU", Order.GPU, "108px");
        sort = new HeaderSort<>(
                grid,
                (key, down) -> AddressReader.constant(Order.class, key.replace('_', '-'))
                        .ifPresent(order -> sorted.accept(order, down)));
        grid.getColumns().forEach(column -> column.setSortable(column.getKey() != null));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addItemClickListener(click -> opened.accept(click.getItem().id()));
        grid.getElement().setAttribute("aria-label", "Workloads");
        unknown.addClassName("note");
        unknown.addClassName("unknown-columns");
        unknown.setVisible(false);
        getContent().flush().with(unknown, grid);
        getContent().setAriaLabel("Workloads");
    }

    private Grid.Column<WorkloadRow> figure(
            Function<WorkloadRow, Component> cell, String header, Order order, String width) {
        return Tables.figures(grid.addComponentColumn(cell::apply))
                .setHeader(header)
                .setKey(order.word())
                .setWidth(width);
    }

    private void wide(Function<WorkloadRow, Component> cell, String header, Order order, String width) {
        Tables.wideOnly(figure(cell, header, order, width));
    }

    void show(EfficiencyService service, EfficiencyQuestion question, Page page) {
        Set<Order> known = known(page);
        OPTIONAL.forEach(order -> grid.getColumnByKey(order.word()).setVisible(known.contains(order)));
        unknown.setText(unknown(known));
        unknown.setVisible(!known.containsAll(OPTIONAL));
        grid.getColumns().stream()
                .filter(column -> question.order().word().equals(column.getKey()))
                .findFirst()
                .ifPresent(column -> sort.show(column, question.descending()));
        long count = page.workloads();
        grid.setItems(new CallbackDataProvider<WorkloadRow, Void>(
                query -> service.rows(question, query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                WorkloadRow::id));
        name.setFooter(Formats.count(count, "workload", "workloads"));
        cost.setHeader(page.days() + "-day cost");
        cost.setFooter(page.cost().isEmpty() ? "" : EfficiencyText.money(page.cost()));
        saving.setFooter(page.saving().signum() == 0 ? "" : EfficiencyText.less(page.saving()));
        days = page.days();
        grid.setAllRowsVisible(count <= FEW);
        grid.setClassName("long", count > FEW);
    }

    private static Set<Order> known(Page page) {
        Set<Order> known = EnumSet.noneOf(Order.class);
        known.addAll(page.known());
        if (!page.cost().isEmpty()) {
            known.add(Order.COST);
        }
        return known;
    }

    /** {@code Not known for any of these workloads: idle hours and GPU use.} */
    static String unknown(Set<Order> known) {
        List<String> missing = OPTIONAL.stream()
                .filter(order -> !known.contains(order))
                .map(order -> switch (order) {
                    case COST -> "cost";
                    case IDLE -> "idle hours";
                    default -> order.name() + " use";
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
        var below = new Div(new Text("memory "), EfficiencyText.cell(memory));
        below.addClassName("second-line");
        return new Div(new Div(above), below);
    }

    private static Component name(WorkloadRow row) {
        var link = new Anchor(EfficiencyLinks.workload(row.id()), PlainText.cutMiddle(row.name(), 60));
        link.addClassName("row-link");
        link.getElement().setAttribute("router-link", true);
        link.setTitle(PlainText.full(row.name()) + ", " + PlainText.full(row.accountName()) + " ("
                + Formats.account(row.account()) + ")");
        var cell = Tables.twoLines(new Div(link), EfficiencyText.about(row));
        var narrow = new Span(row.state().label() + " \u00B7 " + owner(row)
                + (row.best() == null ? "" : " \u00B7 " + EfficiencyText.proposal(row.best())));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    static String owner(WorkloadRow row) {
        return row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40);
    }

    private static Component team(WorkloadRow row) {
        return Tables.twoLines(
                row.owner() == null ? quiet("nobody") : new Div(PlainText.name(row.owner())), row.region());
    }

    private static Span quiet(String words) {
        var span = new Span(words);
        span.addClassName("quiet");
        return span;
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
            return quiet("none");
        }
        String below = EfficiencyText.from(best, row.proposals(), row.approved());
        var first = new Span(EfficiencyText.proposal(best));
        return below.isEmpty() ? first : Tables.twoLines(first, below);
    }

    /** With the rate that it is a part of. */
    private static Component saving(WorkloadRow row) {
        @Nullable BigDecimal amount = row.saving();
        if (amount == null) {
            return quiet("nothing");
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
