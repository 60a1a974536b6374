package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.budgets.query.BudgetService.Coverage;
import dev.bursar.budgets.query.BudgetService.Page;
import dev.bursar.budgets.query.BudgetService.PastPeriod;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.spend.CostReadings;
import dev.bursar.sync.FirstRead;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.FirstReadText;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** How the budgets that a person may see stand, those that need somebody most first. */
@Route(BudgetLinks.BUDGETS)
@PageTitle("Budgets")
@Menu(order = 4, icon = "gauge", title = "Budgets")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class BudgetsView extends ListPage<BudgetsView.Loaded> {
    private static final int FEW = 4;

    private final BudgetService service;
    private final BudgetExport export;
    private final boolean admin;
    private final boolean acknowledges;
    private final PageHeader header = new PageHeader("Budgets");
    private final Button setAll = Buttons.neutral("Set for all teams", click -> go(BudgetLinks.ALL_TEAMS));
    private final Button create = Buttons.primary("New budget", click -> go(BudgetLinks.NEW));
    private final ExportMenu exports;
    private final Div controls = Styled.div("bar");
    private final Readings readings;

    /** @param first how far the first read of costs is; null where costs have been read once, or there are budgets */
    record Loaded(
            Page page, Readings.Answer readings, @Nullable FirstRead first) {}

    BudgetsView(
            BudgetService service,
            BudgetExport export,
            ExportService exportService,
            Readings readings,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(BudgetList.ADDRESS, Skeleton.table("Adding up what counts for each budget", 9, true), workers, clock);
        this.service = service;
        this.export = export;
        this.readings = readings;
        admin = scope.has(Role.ADMIN);
        acknowledges = admin || scope.has(Role.LEAD) || scope.has(Role.FINANCE);
        exports = new ExportMenu(exportService);
        content().failure("Budgets could not be loaded", "Nothing was lost.");
        addClassNames("page", "budgets");
        controls.setVisible(false);
        header.actions(exports);
        setAll.setVisible(false);
        create.setVisible(false);
        if (admin) {
            header.actions(setAll, create);
        }
        add(header, new SectionTabs(TabSection.BUDGETS, BudgetLinks.BUDGETS), controls, content());
    }

    @Override
    protected Loaded load(ListState asked) {
        Page page = service.page();
        Readings.Answer jobs = readings.of(ReadingText.jobs(CostReadings.RESTS_ON));
        boolean waits = page.rows().isEmpty()
                && (page.stored().isEmpty() || jobs.jobs().stream().anyMatch(Readings.Reading::first));
        FirstRead first = waits ? readings.first() : null;
        return new Loaded(page, jobs, first != null && first.running() ? first : null);
    }

    @Override
    protected Component shown(Loaded found) {
        Page page = found.page();
        ListState list = state();
        boolean any = !page.rows().isEmpty();
        controls.setVisible(any);
        // without budgets the page itself offers them
        setAll.setVisible(any);
        create.setVisible(any);
        if (!any) {
            exports.withhold();
            header.facts("None set yet");
            return none(page, found.first());
        }
        controls(page);
        List<BudgetRow> rows =
                page.rows().stream().filter(row -> BudgetList.shows(list, row)).toList();
        header.facts(facts(page, rows));
        exports.offer("Table", export, list.stored(), rows.size());
        if (rows.isEmpty()) {
            return BudgetList.narrowed(list)
                    ? EmptyState.noMatch(
                                    "No budgets match these filters",
                                    "Choose another state, period length or department, or all alerts.")
                            .actions(Buttons.primary("Clear filters", click -> open(BudgetList.ADDRESS.usual())))
                    : EmptyState.noMatch("All budgets have ended", "Their past periods are still here.")
                            .actions(Buttons.neutral(
                                    "Show ended budgets",
                                    click -> open(list.with(BudgetList.STATE, Optional.of(BudgetState.ENDED)))));
        }
        Div all = Styled.stack();
        FreshnessNote.of(
                        ReadingText.lines(found.readings(), CostReadings.RESTS_ON),
                        found.readings().sync())
                .ifPresent(all::add);
        // who sees a few budgets only counts them in the rows
        if (page.coverage().isPresent() || page.rows().size() > FEW) {
            all.add(tiles(page));
        }
        all.add(BudgetTable.section(rows, acknowledges ? this::acknowledge : null));
        return all;
    }

    private void acknowledge(BudgetRow row) {
        if (UserAction.of(() -> service.acknowledgeAll(row.budget().id())).run()) {
            refresh();
        }
    }

    private EmptyState none(Page page, @Nullable FirstRead first) {
        if (!admin && first != null) {
            return EmptyState.notRead(
                            "Costs are being read for the first time",
                            "Your teams\u2019 budgets appear here after that, once an admin has set them.")
                    .step(false, "First read: " + FirstReadText.words(first));
        }
        if (!admin) {
            return EmptyState.notSetUp(
                    Icons.GAUGE,
                    "Budgets tell you before it is too late",
                    "Your teams\u2019 budgets appear here once an admin has set them.");
        }
        var none = EmptyState.notSetUp(
                Icons.GAUGE,
                "Budgets tell you before it is too late",
                page.stored().isEmpty()
                        ? "A budget limits what a team, a department or all of AWS may cost in a period. Limits can be"
                                + " suggested once costs have been read."
                        : "A budget limits what a team, a department or all of AWS may cost in a period, and tells"
                                + " people before it is over. Limits are suggested from the last three months.");
        return none.actions(
                Buttons.primary("Set for all teams", click -> go(BudgetLinks.ALL_TEAMS)),
                Buttons.neutral("New budget", click -> go(BudgetLinks.NEW)));
    }

    private static FactLine facts(Page page, List<BudgetRow> rows) {
        var facts = new FactLine(Formats.count(rows.size(), "budget", "budgets"));
        List<String> bases = rows.stream()
                .map(row -> BudgetText.basis(row.basis()))
                .distinct()
                .toList();
        if (bases.size() == 1) {
            facts.fact(bases.getFirst());
        } else if (!bases.isEmpty()) {
            facts.fact("costs as each budget counts them");
        }
        rows.stream()
                .map(row -> row.budget().currency())
                .distinct()
                .sorted()
                .reduce((one, other) -> one + " and " + other)
                .ifPresent(facts::fact);
        page.stored()
                .map(days -> "costs through " + Formats.date(days.getEndInclusive()))
                .ifPresent(facts::fact);
        return facts;
    }

    private void controls(Page page) {
        controls.removeAll();
        controls.add(choice(
                "State",
                BudgetList.STATE,
                Arrays.stream(BudgetState.values())
                        .filter(state -> count(page, state) > 0
                                || state().get(BudgetList.STATE).equals(Optional.of(state))),
                its -> its.label() + " (" + Formats.count(count(page, its)) + ")",
                "All current"));
        controls.add(
                choice("Period length", BudgetList.CADENCE, Arrays.stream(Cadence.values()), Cadence::label, "All"));
        long alerted =
                page.rows().stream().filter(row -> !row.waiting().isEmpty()).count();
        if (alerted > 0 || state().get(BudgetList.ALERTS).isPresent()) {
            controls.add(choice(
                    "Alerts",
                    BudgetList.ALERTS,
                    Stream.of(BudgetList.Alerts.NEW),
                    any -> "New (" + Formats.count(alerted) + ")",
                    "All"));
        }
        if (!page.departments().isEmpty()) {
            var names = new TreeMap<Integer, String>();
            page.departments().forEach((id, name) -> names.put(id.value(), name));
            state().get(BudgetList.DEPARTMENT).ifPresent(one -> names.putIfAbsent(one, "Unknown department"));
            controls.add(choice(
                    "Department",
                    BudgetList.DEPARTMENT,
                    names.keySet().stream()
                            .sorted(Comparator.comparing(one ->
                                    Objects.requireNonNull(names.get(one)).toLowerCase(Locale.ROOT))),
                    one -> PlainText.cut(Objects.requireNonNull(names.get(one)), 40),
                    "All"));
        }
    }

    private <T> DropDown<Optional<T>> choice(
            String name, Setting<Optional<T>> setting, Stream<T> items, Function<T, String> words, String all) {
        return choiceOrNone(name, setting, items, one -> one.map(words).orElse(all));
    }

    private static long count(Page page, BudgetState state) {
        return page.rows().stream()
                .filter(row -> row.figures().state() == state)
                .count();
    }

    private static FigureStrip tiles(Page page) {
        var tiles = new ArrayList<KeyFigure>();
        Optional<KeyFigure> before = overBefore(page);
        before.ifPresent(tiles::add);
        if (before.isEmpty() || current(page).anyMatch(BudgetsView::hasCosts)) {
            tiles.add(tile(page, BudgetState.OVER, "Over budget"));
        }
        tiles.add(tile(page, BudgetState.FORECAST_OVER, "Projected over"));
        page.coverage().ifPresent(coverage -> {
            Formats.share(coverage.budgeted(), coverage.spend())
                    .ifPresent(share -> tiles.add(new KeyFigure("Spend with a team budget", share)
                            .note("of " + Formats.money(coverage.spend(), coverage.currency()) + " in "
                                    + Formats.period(coverage.month()) + ", EffectiveCost")));
            if (!coverage.without().isEmpty()) {
                tiles.add(new KeyFigure(
                                "Teams without a budget",
                                Formats.count(coverage.without().size()) + " of " + Formats.count(coverage.teams()))
                        .note(without(coverage)));
            }
        });
        var strip = new FigureStrip(tiles.toArray(KeyFigure[]::new));
        strip.addClassNames("figures-" + tiles.size(), "wide-only");
        return strip;
    }

    private static Stream<BudgetRow> current(Page page) {
        return page.rows().stream().filter(row -> row.figures().state() != BudgetState.ENDED);
    }

    private static boolean hasCosts(BudgetRow row) {
        return row.figures().spent().isPresent();
    }

    /** How many were over in the period before, of those whose rows show it; empty where none does. */
    private static Optional<KeyFigure> overBefore(Page page) {
        List<BudgetRow> known =
                current(page).filter(row -> row.before().isPresent()).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<BudgetRow> over = known.stream()
                .filter(row -> by(row).signum() > 0)
                .sorted(Comparator.comparing(BudgetsView::by).reversed())
                .toList();
        List<String> periods = known.stream()
                .map(row -> Formats.period(row.before().orElseThrow().period()))
                .distinct()
                .toList();
        return Optional.of(new KeyFigure(
                        "Over budget in " + (periods.size() == 1 ? periods.getFirst() : "the period before"),
                        Formats.count(over.size()))
                .note(over.stream()
                        .findFirst()
                        .map(row -> (over.size() == 1 ? "" : "Most: ") + PlainText.cut(row.name(), 30) + " "
                                + Formats.signed(by(row), row.budget().currency()))
                        .orElseGet(() -> "of " + Formats.count(known.size(), "budget", "budgets"))));
    }

    private static BigDecimal by(BudgetRow row) {
        return row.before().flatMap(PastPeriod::overBy).orElse(BigDecimal.ZERO);
    }

    private static KeyFigure tile(Page page, BudgetState state, String label) {
        long count = count(page, state);
        var figure = new KeyFigure(label, Formats.count(count));
        page.rows().stream()
                .filter(row -> row.figures().state() == state)
                .findFirst()
                .ifPresentOrElse(
                        row -> figure.add(most(row, state, count)), () -> figure.note("of " + others(page, state)));
        return figure;
    }

    /** Leads to the budget that is over most. */
    private static Paragraph most(BudgetRow row, BudgetState state, long count) {
        var note = new Paragraph(
                new Span(count == 1 ? "" : "Most: "),
                Styled.pageLink(BudgetLinks.budget(row.budget().id()), PlainText.cut(row.name(), 30)),
                new Span(" "
                        + (state == BudgetState.OVER
                                ? Formats.signed(
                                        row.figures().overBy().orElse(BigDecimal.ZERO),
                                        row.budget().currency())
                                : BudgetTable.differenceText(row))));
        note.addClassName("note");
        return note;
    }

    /** Of how many none is in the state: what has no costs yet isn't within its limit, and what is over can't be projected to be. */
    private static String others(Page page, BudgetState state) {
        List<BudgetRow> all = current(page)
                .filter(row -> state == BudgetState.OVER || row.figures().state() != BudgetState.OVER)
                .toList();
        long known = all.stream().filter(BudgetsView::hasCosts).count();
        if (state == BudgetState.OVER) {
            return known == all.size()
                    ? Formats.count(known, "budget", "budgets")
                    : known == 0
                            ? Formats.count(all.size(), "budget", "budgets") + ", none with costs yet"
                            : Formats.count(known, "budget with costs", "budgets with costs");
        }
        return known == all.size()
                ? Formats.count(known, "budget that is within its limit", "budgets that are within their limits")
                : Formats.count(all.size(), "budget", "budgets");
    }

    private static String without(Coverage coverage) {
        return PlainText.cut(
                String.join(", ", coverage.without().stream().limit(3).toList())
                        + (coverage.without().size() > 3
                                ? " and " + Formats.count(coverage.without().size() - 3) + " more"
                                : ""),
                60);
    }
}
