package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.query.EfficiencyQuestion;
import dev.bursar.efficiency.query.EfficiencyQuestion.Order;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.ui.AddressReader;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Workloads with what they use and cost; only those that are looked at are read. */
final class WorkloadTable extends Composite<Section> {
    private static final int FEW = 12;

    private final Grid<WorkloadRow> grid = new Grid<>();
    private final Grid.Column<WorkloadRow> name;
    private final Grid.Column<WorkloadRow> cost;
    private final Grid.Column<WorkloadRow> saving;

    /**
     * @param opened told when a row is clicked
     * @param sorted told when the person sorts otherwise
     */
    WorkloadTable(LongConsumer opened, BiConsumer<Order, Boolean> sorted) {
        grid.addClassName("workload-table");
        name = grid.addComponentColumn(WorkloadTable::name)
                .setHeader("Workload")
                .setKey(Order.NAME.word())
                .setWidth("190px")
                .setFlexGrow(3)
                .setFrozen(true);
        Tables.wideOnly(grid.addComponentColumn(WorkloadTable::team))
                .setHeader("Team")
                .setKey(Order.TEAM.word())
                .setWidth("126px");
        Tables.wideOnly(grid.addComponentColumn(WorkloadTable::state))
                .setHeader("State")
                .setWidth("172px")
                .setFlexGrow(2);
        saving = figure(WorkloadTable::saving, "Could be saved", Order.SAVING, "130px");
        cost = figure(this::cost, "Cost", Order.COST, "118px");
        wide(row -> EfficiencyText.cell(row.idleShare()), "Idle", Order.IDLE, "72px");
        wide(EfficiencyText::perInference, "Per inference", Order.PER_INFERENCE, "114px");
        wide(row -> both(row.cpu(), row.memory()), "CPU", Order.CPU, "126px");
        wide(row -> both(row.gpu(), row.gpuMemory()), "GPU", Order.GPU, "118px");
        grid.addSortListener(sort -> {
            if (sort.isFromClient() && !sort.getSortOrder().isEmpty()) {
                GridSortOrder<WorkloadRow> first = sort.getSortOrder().getFirst();
                AddressReader.constant(Order.class, first.getSorted().getKey().replace('_', '-'))
                        .ifPresent(order -> sorted.accept(order, first.getDirection() == SortDirection.DESCENDING));
            }
        });
        grid.getColumns().forEach(column -> column.setSortable(column.getKey() != null));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addItemClickListener(click -> opened.accept(click.getItem().id()));
        grid.getElement().setAttribute("aria-label", "Workloads");
        getContent().flush().with(grid);
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

    private int days;

    void show(EfficiencyService service, EfficiencyQuestion question, Page page) {
        grid.getColumns().stream()
                .filter(column -> question.order().word().equals(column.getKey()))
                .findFirst()
                .ifPresent(column -> grid.sort(List.of(new GridSortOrder<>(
                        column, question.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING))));
        long count = page.workloads();
        grid.setItems(new CallbackDataProvider<WorkloadRow, Void>(
                query -> service.rows(question, query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                WorkloadRow::id));
        name.setFooter(Formats.count(count, "workload", "workloads"));
        cost.setHeader("Cost (" + EfficiencyText.days(page.days()) + ")");
        cost.setFooter(page.cost().isEmpty() ? "" : EfficiencyText.money(page.cost()));
        saving.setFooter(Formats.about(page.saving(), EfficiencyText.USD));
        days = page.days();
        grid.setAllRowsVisible(count <= FEW);
        grid.setClassName("long", count > FEW);
    }

    /** One above the other; the reason once where neither is known for the same. */
    private static Component both(Figure processor, Figure memory) {
        var above = EfficiencyText.cell(processor);
        if (memory.value() == null && memory.equals(processor)) {
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
        link.setTitle(PlainText.full(row.name()));
        var cell = Tables.twoLines(new Div(link), what(row));
        var narrow = new Span(row.state().label() + " \u00B7 " + owner(row));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    /** {@code Endpoint · ml.m5.4xlarge · us-east-1}. */
    static String what(WorkloadRow row) {
        return row.kind().label()
                + (row.instanceType().isEmpty() ? "" : " \u00B7 " + row.instanceType())
                + " \u00B7 " + row.region();
    }

    static String owner(WorkloadRow row) {
        return row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40);
    }

    private static Component team(WorkloadRow row) {
        if (row.owner() != null) {
            return PlainText.name(row.owner());
        }
        var nobody = new Span("nobody");
        nobody.addClassName("quiet");
        return nobody;
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

    private static Component saving(WorkloadRow row) {
        @Nullable BigDecimal amount = row.saving();
        if (amount == null) {
            var none = new Span("nothing");
            none.addClassName("quiet");
            return none;
        }
        String rate = EfficiencyText.rate(row);
        String proposals = (rate.isEmpty() ? Formats.count(row.proposals()) + " open" : "of " + rate)
                + (row.approved() == 0 ? "" : ", " + Formats.count(row.approved()) + " approved");
        Div cell = Tables.twoLines(new Span(Formats.about(amount, EfficiencyText.USD)), proposals);
        if (!rate.isEmpty()) {
            Tooltip.forComponent(cell).setText("A month, of " + rate + " a month at this rate");
        }
        return cell;
    }

    private static Component state(WorkloadRow row) {
        var badge = EfficiencyText.badge(row.state());
        Div cell = Tables.twoLines(badge, row.reason());
        Tooltip.forComponent(cell).setText(row.reason());
        return cell;
    }
}
