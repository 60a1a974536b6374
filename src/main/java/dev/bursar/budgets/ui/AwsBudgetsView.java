package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.budgets.aws.AwsBudgetLinks;
import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.budgets.aws.AwsBudgetRow.Owner;
import dev.bursar.budgets.aws.AwsBudgetService;
import dev.bursar.budgets.aws.WhyUnmatchedText;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.ui.aws.ManagedSection;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.budgets.writes.AwsBudgetWrites.Managed;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.list.ListState;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.daily.DailyReadings.Refusal;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/** The budgets that exist in AWS. */
@Route(AwsBudgetLinks.AWS_BUDGETS)
@PageTitle("AWS budgets")
@Menu(order = 4.1, title = "AWS budgets")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AwsBudgetsView extends ListPage<AwsBudgetsView.Loaded> {
    /** @param managed those that Bursar manages or could */
    record Loaded(AwsBudgetList list, List<Managed> managed) {}

    private final PageHeader header = new PageHeader("AWS budgets");
    private final Segmented<AwsBudgetShow> choice =
            new Segmented<>("Show", Arrays.asList(AwsBudgetShow.values()), AwsBudgetShow::label, this::open);
    private final Div controls = new Div(choice);
    private final ExportMenu exports;
    private final AwsBudgetService service;
    private final AwsBudgetWrites writes;

    AwsBudgetsView(
            AwsBudgetService service, AwsBudgetWrites writes, ExportService exports, Workers workers, Clock clock) {
        super(
                AwsBudgetExport.LISTING.address(),
                Skeleton.table("Comparing AWS\u2019s budgets with your costs", 10, true),
                workers,
                clock);
        this.service = service;
        this.writes = writes;
        this.exports = new ExportMenu(exports);
        whileAsking(this.exports::withhold);
        content()
                .failure("AWS\u2019s budgets could not be loaded", "Nothing was lost.")
                .onFailure(() -> controls.setVisible(false));
        header.actions(this.exports);
        controls.addClassName("bar");
        controls.setVisible(false);
        addClassNames("page", "dense", "aws-budgets");
        add(header, new SectionTabs(TabSection.BUDGETS, AwsBudgetLinks.AWS_BUDGETS), controls, content());
    }

    private void open(AwsBudgetShow other) {
        open(state().with(AwsBudgetShow.SETTING, other));
    }

    @Override
    protected void chosen() {
        choice.value(AwsBudgetShow.of(state()));
    }

    @Override
    protected Loaded load(ListState asked) {
        return new Loaded(service.all(), writes.all());
    }

    @Override
    protected Component shown(Loaded loaded) {
        AwsBudgetList budgets = loaded.list();
        Refusal refusal = budgets.refusal();
        controls.setVisible(!budgets.rows().isEmpty());
        if (budgets.readAt() == null) {
            header.facts("AWS\u2019s budgets have not been read yet");
            return refusal == null
                    ? EmptyState.notRead(
                                    "AWS budgets have not been read yet",
                                    "Bursar reads them every 8 hours, with the job Read AWS budgets.")
                            .actions(Buttons.primary("Go to Sync", click -> go(SyncLinks.SYNC)))
                    : EmptyState.refused("AWS refused to list its budgets", ProblemText.both(refusal.problem()));
        }
        header.facts(facts(budgets));
        var page = Styled.div("spend-block");
        if (refusal != null) {
            page.add(refused(refusal));
        }
        if (budgets.rows().isEmpty()) {
            page.add(EmptyState.nothingFound(
                    "No budgets exist in AWS",
                    Looked.at("AWS\u2019s list of budgets", 1, budgets.readAt()),
                    "A budget that is created in AWS Budgets appears here after the next read."));
            return page;
        }
        if (AwsBudgetShow.of(state()) == AwsBudgetShow.DIFFERS) {
            exports.withhold();
            page.add(differing(loaded, budgets.readAt()));
            return page;
        }
        exports.offer("Table", AwsBudgetExport.LISTING, state(), budgets.rows().size());
        page.add(figures(budgets));
        if (!loaded.managed().isEmpty()) {
            page.add(new ManagedSection(loaded.managed()));
        }
        page.add(table(budgets));
        return page;
    }

    private Component differing(Loaded loaded, Instant readAt) {
        List<Managed> differing =
                loaded.managed().stream().filter(one -> one.state().drifted()).toList();
        return differing.isEmpty()
                ? EmptyState.nothingFound(
                                "No budget differs from Bursar",
                                Looked.at(
                                        "Budgets that Bursar manages",
                                        loaded.managed().size(),
                                        readAt),
                                "")
                        .actions(Buttons.neutral("Show all budgets", click -> open(AwsBudgetShow.ALL)))
                : new ManagedSection(differing);
    }

    private static FactLine facts(AwsBudgetList budgets) {
        return new FactLine(
                Formats.count(budgets.rows().size(), "budget", "budgets"),
                budgets.readAt() == null ? "" : "read from AWS " + Formats.momentWithYear(budgets.readAt()),
                "AWS updates its figures a few times a day");
    }

    private static Section refused(Refusal refusal) {
        return new Section("The last read was refused")
                .status(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Not up to date"))
                .with(new Paragraph(
                        ProblemText.both(refusal.problem()) + " Last tried " + Formats.moment(refusal.at()) + "."));
    }

    private Component figures(AwsBudgetList budgets) {
        long matched = budgets.rows().stream()
                .filter(row -> row.owner() instanceof Owner.Team)
                .count();
        long nothing = in(budgets, AwsBudgetText.WATCHES_NOTHING);
        long over = in(budgets, AwsBudgetText.OVER);
        long alarm = in(budgets, AwsBudgetText.IN_ALARM);
        var watching = new KeyFigure("Watch nothing", Formats.count(nothing));
        if (nothing == 0) {
            watching.note("They can never send an alert");
        } else {
            var link = new Paragraph(Styled.pageLink(
                    state().with(AwsBudgetShow.SETTING, AwsBudgetShow.WATCHES_NOTHING)
                            .address(),
                    "They can never send an alert"));
            link.addClassName("note");
            watching.add(link);
        }
        String of = "of " + Formats.count(budgets.rows().size(), "budget", "budgets") + " in AWS";
        var figures = new FigureStrip(
                over == 0
                        ? new KeyFigure("In alarm", Formats.count(alarm)).note(of + ", none over the limit")
                        : new KeyFigure("Over the limit", Formats.count(over))
                                .note(of + ", " + Formats.count(alarm) + " more in alarm"),
                new KeyFigure("Match a team", Formats.count(matched)).note("Same filter as the team\u2019s tag rule"),
                watching);
        figures.addClassName("figures-3");
        return figures;
    }

    private static long in(AwsBudgetList budgets, String status) {
        return budgets.rows().stream()
                .filter(row -> AwsBudgetText.status(row).equals(status))
                .count();
    }

    private Component table(AwsBudgetList budgets) {
        List<AwsBudgetRow> rows = AwsBudgetExport.LISTING.chosen(budgets.rows(), state());
        if (rows.isEmpty()) {
            return EmptyState.nothingFound(
                            "Every budget watches something",
                            Looked.at(
                                    Formats.count(budgets.rows().size(), "budget", "budgets") + " in AWS",
                                    budgets.rows().size(),
                                    budgets.readAt()),
                            "")
                    .actions(Buttons.neutral("Show all budgets", click -> open(AwsBudgetShow.ALL)));
        }
        var note = Styled.note(
                "Actual in Bursar covers the same period, tag values and charge types, after discounts. AWS\u2019s is"
                        + " higher where a budget counts costs before private discounts, or usage that Savings Plans"
                        + " cover at On-Demand rates.");
        note.addClassName("table-note");
        return new Section("Budgets")
                .note(Formats.count(rows.size(), "budget", "budgets"))
                .flush()
                .with(AwsBudgetTable.of(rows), note);
    }

    /** AWS's budgets in a table: AWS's figures, Bursar's beside them, whose costs they are, and whether anything is watched. */
    static final class AwsBudgetTable {
        private AwsBudgetTable() {}

        static Grid<AwsBudgetRow> of(List<AwsBudgetRow> rows) {
            Grid<AwsBudgetRow> grid = Tables.grid("aws-budgets-table", "AWS budgets");
            Tables.sized(grid.addComponentColumn(AwsBudgetTable::name), "Budget", 190, 3)
                    .setTooltipGenerator(row -> PlainText.full(row.budget().name()))
                    .setComparator(
                            Comparator.comparing(row -> row.budget().name().toLowerCase(Locale.ROOT)))
                    .setFrozen(true);
            Tables.wideFigures(
                            grid.addComponentColumn(row ->
                                    lines(AwsBudgetText.limit(row.budget()), AwsBudgetText.limitKind(row.budget()))),
                            "Limit",
                            120)
                    .setComparator(by(budget -> budget.limits().limit()));
            Tables.wideFigures(
                            grid.addComponentColumn(row -> lines(AwsBudgetText.actual(row.budget()), row.basis())),
                            "Actual in AWS",
                            130)
                    .setTooltipGenerator(row -> asOf("Calculated by AWS ", AwsBudgetText.updated(row.budget())))
                    .setComparator(by(budget -> budget.spend().actual()));
            Tables.wideFigures(grid.addColumn(row -> AwsBudgetText.forecast(row.budget())), "AWS forecast", 120)
                    .setComparator(by(budget -> budget.spend().forecast()));
            Tables.wideFigures(
                            grid.addComponentColumn(row -> lines(
                                    AwsBudgetText.ours(row),
                                    row.ours()
                                            .map(ours -> ours.metric().label())
                                            .orElse(""))),
                            "Actual in Bursar",
                            130)
                    .setTooltipGenerator(row -> asOf("Costs read ", AwsBudgetText.observed(row)))
                    .setComparator(Comparator.comparing(
                            row -> row.ours()
                                    .flatMap(ours -> ours.amounts().stream().findFirst())
                                    .map(BigMoney::getAmount)
                                    .orElse(null),
                            Comparator.nullsFirst(Comparator.naturalOrder())));
            Tables.sized(Tables.wideOnly(grid.addComponentColumn(AwsBudgetTable::team)), "Team", 180, 4)
                    .setTooltipGenerator(AwsBudgetText::reason)
                    .setComparator(Comparator.comparing(AwsBudgetText::team).thenComparing(AwsBudgetText::reason));
            Tables.wideOnly(grid.addComponentColumn(row ->
                            lines(AwsBudgetText.notifications(row.budget()), AwsBudgetText.subscribers(row.budget()))))
                    .setHeader("Notifications")
                    .setTooltipGenerator(row -> AwsBudgetText.allNotifications(row.budget()))
                    .setWidth("124px")
                    .setFlexGrow(1);
            Tables.sized(grid.addComponentColumn(AwsBudgetTable::status), "Status", 172, 0)
                    .setTooltipGenerator(AwsBudgetText::why)
                    .setComparator(Comparator.comparing(AwsBudgetText::status));
            Tables.rows(grid, rows);
            return grid;
        }

        private static Component name(AwsBudgetRow row) {
            return Tables.narrowLine(
                    Tables.twoLines(
                            PlainText.name(row.budget().name()),
                            AwsBudgetText.type(row.budget()) + ", " + AwsBudgetText.timeUnit(row.budget())),
                    AwsBudgetText.actual(row.budget()) + " of " + AwsBudgetText.limit(row.budget()));
        }

        /** A figure with what it is made of and its time below, as far as these are known. */
        private static Component lines(String first, String... quiet) {
            var cell = new Div(new Span(first));
            for (String line : quiet) {
                if (!line.isEmpty()) {
                    cell.add(Styled.span("second-line", PlainText.cut(line, 80)));
                }
            }
            return cell;
        }

        private static Component team(AwsBudgetRow row) {
            return switch (row.owner()) {
                case Owner.Team(String name) -> PlainText.name(name);
                case Owner.None(var why) -> Styled.quiet(PlainText.cut(WhyUnmatchedText.why(why), 120));
            };
        }

        private static Component status(AwsBudgetRow row) {
            String words = AwsBudgetText.status(row);
            var badge = switch (words) {
                case AwsBudgetText.ENDED -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, words);
                case AwsBudgetText.WATCHES_NOTHING, AwsBudgetText.IN_ALARM ->
                    new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, words);
                case AwsBudgetText.OVER -> new StatusBadge(Kind.DANGER, Icons.OCTAGON_ALERT, words);
                default -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
            };
            String used = row.nothing().isPresent() ? "" : AwsBudgetText.used(row.budget());
            return used.isEmpty() ? badge : Tables.twoLines(badge, used);
        }

        private static @Nullable String asOf(String words, String moment) {
            return moment.isEmpty() ? null : words + moment;
        }

        /** Numbers of different units are only put in an order, never added. */
        private static Comparator<AwsBudgetRow> by(Function<AwsBudget, @Nullable Amount> amount) {
            return Comparator.comparing(
                    row -> {
                        Amount found = amount.apply(row.budget());
                        return found == null ? null : found.amount();
                    },
                    Comparator.nullsFirst(Comparator.<BigDecimal>naturalOrder()));
        }
    }
}
