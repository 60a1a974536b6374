package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.Role;
import dev.bursar.spend.InvoicedMonths.Invoiced;
import dev.bursar.spend.Reconciliation;
import dev.bursar.spend.Reconciliation.Row;
import dev.bursar.spend.Reconciliation.Source;
import dev.bursar.spend.Reconciliation.Sum;
import dev.bursar.spend.Reconciliations;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Cost Explorer beside an export that stands in for it, by account and service. */
@Route(SpendLinks.RECONCILIATION)
@PageTitle("Reconciliation")
@Menu(order = 1.2, title = "Reconciliation")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ReconciliationView extends Div implements AfterNavigationObserver {
    private static final int SHORT = 20;

    private final Reconciliations reconciliations;
    private final Clock clock;
    private final PageWork work;
    private final PageHeader header = new PageHeader("Reconciliation");
    private final DropDown<Source> sources;
    private final Segmented<CostMetric> cost;
    private final Checkbox differences = new Checkbox("Only differences");
    private final Button openSpend = Buttons.neutral(Icons.CHART_COLUMN_STACKED, "See in Spend", click -> openSpend());
    private final Div controls = Styled.div("bar");
    private final Div results = Styled.div("results");
    private Asked asked = new Asked(0, Optional.empty(), CostMetric.BILLED, true);
    private YearMonth month;
    private List<Source> months = List.of();

    ReconciliationView(Reconciliations reconciliations, Workers workers, Clock clock) {
        this.reconciliations = reconciliations;
        this.clock = clock;
        work = new PageWork(this, workers);
        month = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        sources = new DropDown<>(
                "Delivery",
                List.of(),
                this::named,
                source -> open(new Asked(source.id(), asked.month(), asked.cost(), asked.differences())));
        cost = new Segmented<>(
                "Cost",
                List.of(CostMetric.BILLED, CostMetric.EFFECTIVE),
                CostMetric::label,
                chosen -> open(new Asked(asked.export(), asked.month(), chosen, asked.differences())));
        differences.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                open(new Asked(asked.export(), asked.month(), asked.cost(), change.getValue()));
            }
        });
        openSpend.setVisible(false);
        header.actions(openSpend);
        addClassNames("page", "dense", "reconciliation");
        controls.setVisible(false);
        controls.add(sources, cost, differences);
        add(header, new SectionTabs(TabSection.SPEND, SpendLinks.RECONCILIATION), controls, results);
    }

    /**
     * What the address asks for.
     *
     * @param export its number; 0 where none is named
     * @param month whose newest export is meant where no number is given
     */
    private record Asked(int export, Optional<String> month, CostMetric cost, boolean differences) {
        static Asked of(Map<String, List<String>> parameters) {
            return new Asked(
                    first(parameters, "export")
                            .filter(text -> text.matches("\\d{1,9}"))
                            .map(Integer::valueOf)
                            .orElse(0),
                    first(parameters, "month"),
                    first(parameters, "cost").filter("effective"::equals).isPresent()
                            ? CostMetric.EFFECTIVE
                            : CostMetric.BILLED,
                    first(parameters, "rows").filter("all"::equals).isEmpty());
        }

        private static Optional<String> first(Map<String, List<String>> parameters, String name) {
            return parameters.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Whether no month is named: the newest that is over is meant, which AWS has invoiced. */
        boolean isOpen() {
            return export == 0 && month.isEmpty();
        }

        boolean means(Source source) {
            return export > 0
                    ? source.id() == export
                    : month.isEmpty() || source.month().toString().equals(month.get());
        }

        QueryParameters parameters() {
            var parameters = new LinkedHashMap<String, List<String>>();
            if (export > 0) {
                parameters.put("export", List.of(String.valueOf(export)));
            } else {
                month.ifPresent(named -> parameters.put("month", List.of(named)));
            }
            if (cost == CostMetric.EFFECTIVE) {
                parameters.put("cost", List.of("effective"));
            }
            if (!differences) {
                parameters.put("rows", List.of("all"));
            }
            return new QueryParameters(parameters);
        }
    }

    /** What was found: every export, the one that is shown, if there is any, and what AWS asks for in its month or the last one. */
    private record Found(
            List<Source> sources, Optional<Reconciliation> shown, YearMonth month, List<Invoiced> invoiced) {}

    private void open(Asked other) {
        getUI().ifPresent(ui -> ui.navigate(ReconciliationView.class, other.parameters()));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = Asked.of(event.getLocation().getQueryParameters().getParameters());
        load();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void load() {
        results.removeAll();
        results.add(Skeleton.table("Adding up both sides", 8, true));
        Asked now = asked;
        work.ask(() -> found(now), this::show, problem -> {
            results.removeAll();
            results.add(SpendStates.failed(problem, clock.instant(), this::load));
        });
    }

    private Found found(Asked now) {
        List<Source> all = reconciliations.sources();
        Optional<Source> over = all.stream()
                .filter(source -> source.month().isBefore(present()))
                .findFirst();
        Optional<Source> meant = (now.isOpen() ? over : Optional.<Source>empty())
                .or(() -> all.stream().filter(now::means).findFirst());
        YearMonth of = meant.map(Source::month).orElse(present().minusMonths(1));
        return new Found(
                all,
                meant.flatMap(source -> reconciliations.of(source.id(), now.cost())),
                of,
                reconciliations.invoiced(of));
    }

    private YearMonth present() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC));
    }

    private void show(Found found) {
        results.removeAll();
        controls.setVisible(!found.sources().isEmpty());
        openSpend.setVisible(found.shown().isPresent());
        months = found.sources();
        sources.setItems(found.sources());
        Section invoice = InvoiceSection.of(found.month(), present(), found.invoiced());
        cost.value(asked.cost());
        differences.setValue(asked.differences());
        if (found.shown().isEmpty()) {
            header.facts("");
            if (found.sources().isEmpty()) {
                results.add(invoice);
            }
            results.add(
                    found.sources().isEmpty()
                            ? EmptyState.notSetUp(
                                    Icons.RECEIPT_TEXT,
                                    "Charge files beside Cost Explorer",
                                    "After you import charge files, this page compares them with Cost Explorer for the"
                                            + " same billing period, by account and service.")
                            : EmptyState.missing(
                                    "This delivery was replaced", "A newer delivery replaced it. Choose one above."));
            return;
        }
        Reconciliation shown = found.shown().get();
        sources.setValue(shown.source());
        header.facts(new FactLine(
                Formats.month(shown.source().month()),
                shown.cost().label(),
                shown.source().provider() + " " + Formats.account(shown.source().billingAccount()),
                "charge files in " + PlainText.cut(shown.source().format(), 40)));
        month = shown.source().month();
        results.add(Styled.div("spend-block", invoice, figures(shown), table(shown)));
    }

    private void openSpend() {
        getUI().ifPresent(ui -> ui.navigate(
                SpendLinks.view(month.atDay(1), month.plusMonths(1).atDay(1), asked.cost(), Dimension.SERVICE)));
    }

    private Section figures(Reconciliation shown) {
        var figures = Styled.div("key-figures");
        for (Sum sum : shown.sums()) {
            figures.add(
                    new KeyFigure("Cost Explorer", Formats.money(sum.costExplorer(), sum.currency())),
                    new KeyFigure("Charge files", Formats.money(sum.export(), sum.currency())),
                    new KeyFigure("Charge files minus Cost Explorer", Formats.signed(sum.difference(), sum.currency()))
                            .note(differing(shown)));
        }
        var section = new Section("Cost Explorer and charge files").with(figures);
        if (asked.differences() && shown.differing() == 0 && !shown.rows().isEmpty()) {
            section.actions(Buttons.neutral(
                    "Show all rows", click -> open(new Asked(asked.export(), asked.month(), asked.cost(), false))));
        }
        return section;
    }

    private static String differing(Reconciliation shown) {
        int rows = shown.rows().size();
        return shown.differing() == 0
                ? "All " + Formats.count(rows, "row", "rows") + " match to within " + tolerance(shown)
                : Formats.count(shown.differing()) + " of " + Formats.count(rows, "row differs", "rows differ")
                        + " by more than " + tolerance(shown);
    }

    /** {@code $0.01}, in each currency of the month. */
    private static String tolerance(Reconciliation shown) {
        return shown.sums().stream()
                .map(sum -> Formats.money(Reconciliation.TOLERANCE, sum.currency()))
                .collect(Collectors.joining(" or "));
    }

    private Component table(Reconciliation shown) {
        List<Row> rows = shown.rows().stream()
                .filter(row -> !asked.differences() || row.differs())
                .toList();
        var grid = new Grid<Row>();
        grid.getElement().setAttribute("aria-label", "By account and service");
        Tables.sized(Tables.wideOnly(grid.addColumn(ReconciliationView::account)), "Account", 120, 3)
                .setTooltipGenerator(row -> PlainText.full(row.accountName()) + ", " + Formats.account(row.account()))
                .setComparator(Comparator.comparing(Row::accountName));
        grid.addColumn(LitRenderer.<Row>of("""
            <div class="cut">${item.service}<span class="second-line narrow-line">${item.account}</span></div>\
            """)
                        .withProperty("service", ReconciliationView::service)
                        .withProperty("account", ReconciliationView::account))
                .setHeader("Service")
                .setTooltipGenerator(ReconciliationView::service)
                .setComparator(Comparator.comparing(ReconciliationView::service))
                .setWidth("120px")
                .setFlexGrow(8);
        Tables.wideOnly(Tables.figures(grid.addColumn(row -> money(row.costExplorer(), row))))
                .setHeader("Cost Explorer")
                .setComparator(
                        Comparator.comparing(Row::costExplorer, Comparator.nullsFirst(Comparator.naturalOrder())))
                .setWidth("130px");
        Tables.sized(
                        Tables.wideOnly(Tables.figures(grid.addColumn(row -> money(row.export(), row)))),
                        "Charge files",
                        130)
                .setComparator(Comparator.comparing(Row::export, Comparator.nullsFirst(Comparator.naturalOrder())));
        Tables.figures(grid.addColumn(row -> Formats.signed(row.difference(), row.currency())))
                .setHeader("Difference")
                .setComparator(Comparator.comparing(row -> row.difference().abs()))
                .setTooltipGenerator(
                        row -> row.difference().stripTrailingZeros().toPlainString() + " " + row.currency())
                .setWidth("118px");
        Tables.sized(Tables.quietWideOnly(grid.addColumn(ReconciliationView::note)), "Explanation", 180, 1);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(rows);
        grid.setAllRowsVisible(rows.size() <= SHORT);
        grid.setClassName("long-table", rows.size() > SHORT);
        var section = new Section("By account and service")
                .note(Formats.count(rows.size(), "row", "rows"))
                .flush();
        if (rows.isEmpty() && !shown.rows().isEmpty()) {
            // the figures say that all rows match, and lead to them
            return new Div();
        }
        return rows.isEmpty()
                ? EmptyState.nothingFound(
                        "No differences",
                        Looked.at(
                                Formats.count(shown.rows().size(), "row", "rows") + " of "
                                        + Formats.month(shown.source().month()) + ", each to within "
                                        + tolerance(shown),
                                shown.rows().size(),
                                clock.instant()),
                        "")
                : section.with(grid);
    }

    private static String account(Row row) {
        return PlainText.cut(row.accountName(), 60);
    }

    private static String service(Row row) {
        return PlainText.cut(Optional.ofNullable(row.service()).orElse("Days in other months"), 120);
    }

    private static String money(@Nullable BigDecimal amount, Row row) {
        return amount == null ? "" : Formats.money(amount, row.currency());
    }

    private static String note(Row row) {
        if (row.service() == null) {
            return "corrections, which Cost Explorer counts in their own month";
        }
        if (row.costExplorer() == null) {
            return "only in the charge files";
        }
        if (row.export() == null) {
            return "only in Cost Explorer";
        }
        return row.difference().signum() == 0
                ? "equal"
                : row.differs() ? "" : "equal within " + Formats.money(Reconciliation.TOLERANCE, row.currency());
    }

    /** {@code October 2026}; with its account where several accounts deliver. */
    private String named(Source source) {
        boolean several = months.stream()
                        .map(one -> one.provider() + one.billingAccount())
                        .distinct()
                        .count()
                > 1;
        return Formats.month(source.month())
                + (several
                        ? ", " + PlainText.cut(source.provider(), 20) + " " + Formats.account(source.billingAccount())
                        : "");
    }
}
