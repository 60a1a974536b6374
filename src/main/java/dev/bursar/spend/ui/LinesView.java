package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.LineLinks;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.list.Preset;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.spend.spi.LinesOfCharges.Plan;
import dev.bursar.spend.spi.LinesOfCharges.Wanted;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** The lines that charges are made of, looked up in the files that AWS delivered; what costs money waits for a click. */
@Route(LineLinks.LINES)
@PageTitle("Lines")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class LinesView extends Div implements AfterNavigationObserver {
    /** Files of this size are fetched without a click. */
    private static final long AT_ONCE = 256L << 20;

    private final CostService service;
    private final SpendService spend;
    private final SpendExport file;
    private final Scope scope;
    private final Clock clock;
    private final SpendNames names;
    private final PageWork work;
    private final PageHeader header = new PageHeader("Lines");
    private final PeriodControl period;
    private final ExportMenu export;
    private final DropDown<CostMetric> cost;
    private final FilterBar filters;
    private final Div results = Styled.div("results");
    private final AddressNotice notice = new AddressNotice();

    private List<String> ignored = List.of();
    private Map<String, List<String>> asked = Map.of();
    private LinesUrl url = new LinesUrl(SpendUrl.DEFAULT, List.of(), "");
    private LocalDate lastDay;
    private LinesOpening.@Nullable Running running;
    private @Nullable Opened opened;

    /** What is shown, which another order doesn't look up and pay again. */
    private record Opened(LinesUrl url, LinesAnswer answer, Plan.Ready ready) {
        Optional<LinesAnswer> inOrderOf(LinesUrl other) {
            return url.sorted(other.sort()).equals(other) ? answer.sorted(other.sort()) : Optional.empty();
        }
    }

    LinesView(
            CostService service,
            SpendService spend,
            SpendExport file,
            ExportService exports,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.spend = spend;
        this.file = file;
        this.scope = scope;
        this.clock = clock;
        names = new SpendNames(service, spend);
        work = new PageWork(this, workers);
        lastDay = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        period = new PeriodControl(
                        () -> lastDay,
                        days -> open(url.with(url.spend().with(new Period.Days(days.getStart(), days.getEnd())))))
                .onPreset(label -> Preset.labelled(label)
                        .ifPresent(preset -> open(url.with(url.spend().with(new Period.Named(preset))))));
        export = new ExportMenu(exports);
        cost = new DropDown<>(
                "Cost",
                List.of(CostMetric.EFFECTIVE, CostMetric.BILLED),
                CostMetric::label,
                chosen -> open(url.with(url.spend().with(chosen))));
        filters = new FilterBar(names.dimensions(Dimension.COMMON), this::filtered).controls(cost);
        addClassNames("page", "dense", "spend", "lines");
        add(header.actions(period, export), filters, results);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getLocation().getQueryParameters().getParameters();
        reload();
    }

    private void open(LinesUrl other) {
        getUI().ifPresent(ui -> ui.navigate(LinesView.class, new QueryParameters(other.parameters())));
    }

    private void filtered(List<dev.bursar.list.Filter> chips) {
        SpendControls.read(chips)
                .ifPresentOrElse(
                        wanted -> open(url.with(url.spend().with(wanted))),
                        () -> filters.filters(SpendControls.chips(url.spend().filters())));
    }

    private void reload() {
        stop();
        Optional<DayRange> extent;
        List<Dimension> dimensions;
        try {
            extent = service.extent();
            dimensions = spend.dimensions();
        } catch (RuntimeException e) {
            controls(false);
            replace(LinesStates.failed(e, clock.instant(), this::reload));
            return;
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        LocalDate last = extent.map(days -> days.to().minusDays(1)).orElse(today);
        lastDay = last.isAfter(today) || last.isBefore(today.withDayOfMonth(1)) ? today : last;
        LinesUrl.Read read = LinesUrl.read(asked, lastDay);
        url = read.url().with(SpendAddress.ofTeams(read.url().spend(), names.teamTag()));
        ignored = read.ignored();
        notice.tell(ignored);
        heading();
        if (extent.isEmpty() || file.lines().isEmpty()) {
            controls(false);
            replace(LinesStates.notSetUp(extent.isPresent(), scope));
            return;
        }
        show(dimensions);
        if (url.isTooLong(lastDay)) {
            replace(LinesStates.tooLong(
                    url.days(lastDay),
                    days -> open(url.with(url.spend().with(new Period.Days(days.getStart(), days.getEnd()))))));
            return;
        }
        plan(file.lines().get());
    }

    private void heading() {
        LocalDateRange days = url.days(lastDay);
        var facts =
                new FactLine(Formats.range(days), url.spend().cost().label(), "exact values in tooltips and Export");
        SpendText.without(url.spend().without()).ifPresent(facts::fact);
        var above = new RouterLink("Spend", SpendView.class);
        above.setQueryParameters(new QueryParameters(url.spend().parameters()));
        header.facts(facts).breadcrumb(List.of(above), "Lines");
        header.onPaper(SpendText.filters(url.spend().filters(), names).stream().toList());
    }

    private void show(List<Dimension> dimensions) {
        LocalDateRange days = url.days(lastDay);
        names.within(new DayRange(days.getStart(), days.getEnd()));
        var all = new LinkedHashSet<>(dimensions);
        url.spend().filters().forEach(filter -> all.add(filter.dimension()));
        filters.dimensions(names.dimensions(all));
        filters.filters(SpendControls.chips(url.spend().filters()));
        cost.setValue(url.spend().cost());
        period.value(days);
        controls(true);
    }

    private void controls(boolean visible) {
        period.setVisible(visible);
        filters.setVisible(visible);
        export.setVisible(visible);
        export.withhold();
    }

    /**
     * @param why there may be no charges
     * @param read the days whose costs are read, for who sees everything
     */
    private record Planned(Plan plan, NoCosts why, Optional<LocalDateRange> read) {}

    /** Looks what opening takes: only what is free and small is opened at once. */
    private void plan(LinesOfCharges delivered) {
        Opened before = opened;
        Optional<LinesAnswer> known = before == null ? Optional.empty() : before.inOrderOf(url);
        if (before != null && known.isPresent()) {
            show(url, known.get(), before.ready());
            return;
        }
        var wanted = new Wanted(url.question(lastDay), url.columns(), true);
        LocalDateRange days = url.days(lastDay);
        replace(Skeleton.table("Looking for the files", 8, true));
        work.ask(
                () -> {
                    Plan plan = delivered.plan(wanted);
                    Optional<LocalDateRange> read = plan instanceof Plan.NoCharges ? service.read() : Optional.empty();
                    return new Planned(
                            plan,
                            NoCosts.of(days, read, Today.of(clock)),
                            read.filter(any -> service.seesEverything()));
                },
                found -> {
                    switch (found.plan()) {
                        case Plan.NoCharges none ->
                            replace(LinesStates.noCharges(
                                    days,
                                    found.why(),
                                    found.read(),
                                    !url.spend().filters().isEmpty(),
                                    () -> open(url.with(url.spend().with(List.of())))));
                        case Plan.NotRead none -> replace(LinesStates.notRead(scope));
                        case Plan.NotDelivered(long charges) ->
                            replace(LinesStates.notDelivered(url.days(lastDay), charges, scope));
                        case Plan.Ready ready -> {
                            if (ready.engine() == null && ready.bytes() <= AT_ONCE) {
                                look(delivered, ready);
                            } else {
                                replace(LinesOpening.offer(ready, () -> look(delivered, ready)));
                            }
                        }
                    }
                },
                problem -> replace(LinesStates.problem(problem, clock.instant(), this::reload)));
    }

    private void look(LinesOfCharges delivered, Plan.Ready ready) {
        Plan.@Nullable Engine engine = ready.engine();
        LinesUrl wanted = url;
        var question = new Wanted(wanted.question(lastDay), wanted.columns(), engine != null);
        var watch = new LinesOpening.Running(engine == null ? "Bursar" : engine.name(), () -> {
            work.forget();
            replace(LinesOpening.cancelled(ready, () -> look(delivered, ready)));
        });
        running = watch;
        replace(watch);
        work.ask(
                () -> LinesAnswer.of(delivered, question, wanted, watch),
                answer -> show(wanted, answer, ready),
                problem -> replace(LinesStates.problem(problem, clock.instant(), this::reload)));
    }

    private void show(LinesUrl shown, LinesAnswer answer, Plan.Ready ready) {
        running = null;
        var all = new ArrayList<>(ignored);
        answer.unknown().stream().map(LinesText::unknown).forEach(all::add);
        notice.tell(all);
        if (answer.lines() == 0 && answer.ofNodes() > 0) {
            replace(LinesStates.ofNodes(answer));
            return;
        }
        if (answer.lines() == 0) {
            replace(LinesStates.notDelivered(shown.days(lastDay), answer.charges(), scope));
            return;
        }
        opened = new Opened(shown, answer, ready);
        Plan.@Nullable Engine engine = ready.engine();
        replace(new LinesTable(
                answer,
                shown.spend().cost(),
                id -> names.label(Dimension.ACCOUNT, id),
                engine == null ? answer.all() : engine.columns(),
                shown.columns().isEmpty(),
                columns -> open(shown.with(columns)),
                sort -> open(shown.sorted(sort))));
        export.offer(file.lines(shown.question(lastDay), answer.shown(), ready));
    }

    private void replace(Component content) {
        results.removeAll();
        results.add(content);
    }

    /** Whoever leaves the page, or asks for something else, no longer waits for the answer. */
    private void stop() {
        work.forget();
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
    }

    /** What the page of lines shows instead of lines. */
    static final class LinesStates {
        private static final String WHAT = "Lines show what each charge is made of";

        private LinesStates() {}

        /** @param read whether costs have been read */
        static EmptyState notSetUp(boolean read, Scope scope) {
            boolean admin = scope.has(Role.ADMIN);
            String missing = (read ? "" : "No data has been read from AWS yet. ")
                    + "Bursar looks lines up in the charge files that AWS delivers to a bucket or folder, and none is set up"
                    + " (BURSAR_AWS_CHARGE_FILES). "
                    + (admin
                            ? "Set-up says how; it takes some minutes, and AWS delivers the first files within a day."
                            : "Ask an admin of your organisation to set it up.");
            EmptyState state = EmptyState.notSetUp(Icons.FILE_SPREADSHEET, WHAT, missing);
            return admin
                    ? state.actions(Buttons.primary("Go to Set-up", click -> go(click.getSource(), SetupLinks.SET_UP)))
                    : state;
        }

        private static void go(Component from, String address) {
            from.getUI().ifPresent(ui -> ui.navigate(address));
        }

        static EmptyState notRead(Scope scope) {
            EmptyState state = EmptyState.notRead(
                    "Charge files have not been read yet",
                    "Bursar reads charge files every four hours, the first ones within a day after AWS was told to deliver"
                            + " them. Lines appear here once the first delivery has been read.");
            return scope.has(Role.LEAD) && !scope.has(Role.ADMIN) && !scope.has(Role.FINANCE)
                    ? state
                    : state.actions(Buttons.neutral("See progress", click -> go(click.getSource(), SyncLinks.SYNC)));
        }

        static EmptyState notDelivered(LocalDateRange days, long charges, Scope scope) {
            EmptyState state = EmptyState.missing("Not delivered as files", LinesText.notDelivered(days, charges));
            return scope.has(Role.ADMIN)
                    ? state.actions(Buttons.neutral(
                            "See stored deliveries", click -> go(click.getSource(), SpendLinks.IMPORTS)))
                    : state;
        }

        static EmptyState ofNodes(LinesAnswer answer) {
            return EmptyState.missing(
                    "No lines of their own",
                    Formats.count(answer.without(), "charge has", "charges have") + " no lines: "
                            + LinesText.why(answer.without(), answer.ofNodes()) + ".");
        }

        static EmptyState noCharges(
                LocalDateRange days, NoCosts why, Optional<LocalDateRange> read, boolean filtered, Runnable clear) {
            return filtered && why.isKnown()
                    ? EmptyState.noMatch(
                                    "No charges match these filters",
                                    "No charge of " + Formats.range(days)
                                            + " that you may see matches all of these filters.")
                            .actions(Buttons.primary("Clear filters", click -> clear.run()))
                    : NoCostsText.state(why, days, read);
        }

        static EmptyState tooLong(LocalDateRange days, Consumer<LocalDateRange> open) {
            LocalDateRange last = LocalDateRange.of(days.getEnd().minusDays(LinesOfCharges.MOST_DAYS), days.getEnd());
            return EmptyState.noMatch("Choose at most " + LinesOfCharges.MOST_DAYS + " days", LinesText.tooLong(days))
                    .actions(Buttons.primary("Show " + Formats.range(last), click -> open.accept(last)));
        }

        static Component failed(RuntimeException problem, Instant at, Runnable again) {
            return FailedState.of(
                    problem,
                    "The lines could not be loaded",
                    "Nothing was lost, and your filters are kept.",
                    at,
                    again);
        }

        /** What a look-up can't do, in the words of whoever knows. */
        static Component problem(RuntimeException problem, Instant at, Runnable again) {
            return switch (problem) {
                case CapReached cap -> again(EmptyState.tooLong("Stopped at a cap", LinesText.cap(cap)), again);
                case SourceProblem source -> {
                    String words = ProblemText.both(source.problem());
                    yield again(
                            source.kind() == SourceProblem.Kind.ACCESS_DENIED
                                            || source.kind() == SourceProblem.Kind.CREDENTIALS
                                    ? EmptyState.refused("The lines could not be opened", words)
                                    : EmptyState.missing("The lines could not be opened", words),
                            again);
                }
                default -> failed(problem, at, again);
            };
        }

        private static EmptyState again(EmptyState state, Runnable again) {
            return state.actions(Buttons.neutral("Try again", click -> again.run()));
        }
    }
}
