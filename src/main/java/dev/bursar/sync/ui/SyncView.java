package dev.bursar.sync.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.control.SyncService.MeterState;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/**
 * What Bursar reads from AWS, when, how far it is and what it costs. While the page is open it reads the stored progress again
 * and again, so that it shows runs of any node; this is no request of the person's and keeps no session alive.
 */
@Route(SyncLinks.SYNC)
@PageTitle("Sync")
@Menu(order = 8, title = "Sync", icon = "refresh-cw")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SyncView extends Div implements AfterNavigationObserver {
    static final Duration BUSY = Duration.ofSeconds(1);
    static final Duration CALM = Duration.ofSeconds(4);

    private final SyncService service;
    private final Scope scope;
    private final Clock clock;
    private final PageWork work;

    private final PageHeader header = new PageHeader("Sync");
    private final Div content = new Div();
    private final Div left = new Div();
    private final Div first = new Div();
    private final Div running = new Div();
    private final Div problems = new Div();
    private final Div noneFailed = new Div();
    private final Map<Long, RunningCard> cards = new HashMap<>();
    private final MeterCard meter = new MeterCard();
    private final JobsCard jobs;
    private @Nullable RunsTable runs;
    private @Nullable SyncState shown;
    private List<String> facts = List.of();

    /** By id; read beside what is shown. */
    private volatile Map<String, String> accounts = Map.of();

    private boolean onlyFailed;

    SyncView(SyncService service, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.scope = scope;
        this.clock = clock;
        work = new PageWork(this, workers);
        jobs = new JobsCard(scope.has(Role.ADMIN), this::runNow);
        noneFailed.setVisible(false);
        addClassNames("page", "sync");
        content.addClassName("sync-content");
        left.addClassName("stack");
        for (Div part : List.of(first, running, problems)) {
            part.addClassName("stack");
        }
        if (scope.has(Role.ADMIN)) {
            var settings = new Anchor(SyncLinks.SETTINGS);
            header.actions(PageHeader.downloadLink(settings, Icons.SLIDERS_HORIZONTAL, "Schedule and caps"));
        }
        add(header.facts("Times are UTC"), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        onlyFailed = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("state")
                .filter("failed"::equals)
                .isPresent();
        shown = null;
        content.removeAll();
        content.add(Skeleton.table("Looking up the jobs", 4, true));
        look(Duration.ZERO);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void look(Duration pause) {
        work.askAfter(
                pause,
                () -> {
                    accounts = service.accountNames();
                    return SyncState.read(service);
                },
                this::show,
                this::failed);
    }

    private void show(SyncState state) {
        Instant at = clock.instant();
        if (shown == null) {
            cards.clear();
            running.removeAll();
            runs = new RunsTable(state);
            left.removeAll();
            left.add(first, running, problems, jobs, noneFailed);
            content.removeAll();
            content.add(left, runs, meter);
        }
        facts(state, at);
        showFirst(state);
        showRunning(state, at);
        showProblems(state);
        List<JobRow> rows =
                onlyFailed ? state.jobs().stream().filter(JobRow::failed).toList() : state.jobs();
        jobs.update(rows, state::counted, at);
        jobs.setVisible(!rows.isEmpty());
        showNoneFailed(rows.isEmpty() && onlyFailed, state, at);
        meter.update(state.meter());
        if (runs != null) {
            runs.update(state);
        }
        shown = state;
        look(state.running().isEmpty() ? CALM : BUSY);
    }

    private void showNoneFailed(boolean none, SyncState state, Instant at) {
        if (none == noneFailed.isVisible()) {
            return;
        }
        noneFailed.removeAll();
        noneFailed.setVisible(none);
        if (none) {
            noneFailed.add(EmptyState.nothingFound(
                            "No job failed",
                            Looked.atOwn(
                                    "The last runs of "
                                            + Formats.count(state.jobs().size(), "job", "jobs"),
                                    at),
                            "")
                    .actions(Buttons.neutral(
                            "Show all jobs", click -> getUI().ifPresent(ui -> ui.navigate(SyncView.class)))));
        }
    }

    private void facts(SyncState state, Instant at) {
        List<String> now = List.of(
                SyncText.next(state.jobs(), at),
                Formats.money(state.meter().today(), "USD") + " of today\u2019s "
                        + Formats.money(state.meter().dailyCap(), "USD") + " for requests",
                "times are UTC");
        if (!now.equals(facts)) {
            header.facts(new FactLine(now.toArray(String[]::new)));
            facts = now;
        }
    }

    private void showFirst(SyncState state) {
        boolean same = shown != null
                && shown.estimates().equals(state.estimates())
                && shown.waits().equals(state.waits())
                && shown.running().isEmpty() == state.running().isEmpty();
        if (same) {
            return;
        }
        first.removeAll();
        if (!state.running().isEmpty()) {
            return;
        }
        state.waits().forEach((wait, titles) -> first.add(waiting(wait, titles)));
        state.jobs().stream()
                .filter(job -> job.last() == null && job.waitsFor() == null)
                .forEach(job -> {
                    var estimate = state.estimates().get(job.name());
                    if (estimate != null) {
                        var empty = EmptyState.notRead(
                                "Costs aren\u2019t read yet",
                                "The first run makes " + SyncText.estimate(estimate) + ".");
                        empty.getElement().getClassList().add("compact");
                        if (scope.has(Role.ADMIN)) {
                            empty.actions(Buttons.primary("Run now", click -> runNow(job)));
                        }
                        first.add(empty);
                    }
                });
    }

    private EmptyState waiting(Prerequisite wait, List<String> titles) {
        var empty = EmptyState.notRead(
                String.join(" and ", titles) + (titles.size() == 1 ? " waits" : " wait") + " for " + wait.title(),
                wait.sentence() + (scope.has(Role.ADMIN) ? "" : " An admin of your organisation can do this."));
        empty.getElement().getClassList().add("compact");
        if (scope.has(Role.ADMIN)) {
            empty.actions(Buttons.primary(
                    "Go to " + wait.title(), click -> getUI().ifPresent(ui -> ui.navigate(wait.page()))));
        }
        return empty;
    }

    private void showRunning(SyncState state, Instant at) {
        for (RunRow run : state.running()) {
            RunningCard card = cards.computeIfAbsent(run.id(), id -> {
                var fresh = new RunningCard(
                        state.title(run.job()), state.counted(run.job()), run, scope.has(Role.ADMIN), this::stop);
                running.add(fresh);
                var estimate = state.estimates().get(run.job());
                if (estimate != null
                        && state.ended().stream().noneMatch(ended -> ended.job().equals(run.job()))) {
                    fresh.expect(estimate);
                }
                return fresh;
            });
            card.update(run, at);
            card.say(state.facts(run));
        }
        List<Long> now = state.running().stream().map(RunRow::id).toList();
        cards.entrySet().removeIf(entry -> {
            if (now.contains(entry.getKey())) {
                return false;
            }
            running.remove(entry.getValue());
            return true;
        });
        running.setVisible(!cards.isEmpty());
    }

    private void showProblems(SyncState state) {
        List<ProblemCard.Wrong> wrong = wrong(state);
        if (shown != null && wrong.equals(wrong(shown))) {
            return;
        }
        problems.removeAll();
        ProblemCard.of(wrong, state::title, accounts).forEach(problems::add);
        problems.setVisible(!wrong.isEmpty());
    }

    private static List<ProblemCard.Wrong> wrong(SyncState state) {
        return state.jobs().stream()
                .map(ProblemCard.Wrong::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        content.add(FailedState.of(
                problem, "The jobs could not be loaded", "Runs continue in the background.", clock.instant(), () -> {
                    shown = null;
                    look(Duration.ZERO);
                }));
    }

    private void runNow(JobRow job) {
        UserAction.of(() -> {
                    if (service.runNow(job.name())) {
                        Notices.success(job.title() + " starts within a few seconds.");
                    } else {
                        Notices.warning(job.title() + " is already running or is waiting for something.");
                    }
                })
                .on(
                        NoSuchBeanDefinitionException.class,
                        e -> Notices.warning(
                                "Jobs are disabled on this node. Start a node without bursar.sync.scheduled=false."))
                .run();
        look(Duration.ZERO);
    }

    private void stop(RunRow run) {
        UserAction.of(() -> {
                    if (!service.stop(run.job(), run.id())) {
                        Notices.warning("This run has finished or is already stopping.");
                    }
                })
                .run();
        look(Duration.ZERO);
    }

    /** The latest ended runs of all jobs. */
    static final class RunsTable extends Div {
        private final Grid<RunRow> grid = new Grid<>();
        private final Paragraph none = new Paragraph("Runs appear here once they have finished.");
        private SyncState state;

        RunsTable(SyncState first) {
            state = first;
            addClassName("runs");
            grid.addComponentColumn(run -> Tables.narrowLine(
                            new Span(JobsCard.moment(run.startedAt())), state.title(run.job()) + said(run)))
                    .setHeader("Started, UTC")
                    .setWidth("130px")
                    .setFlexGrow(1);
            Tables.wideOnly(grid.addComponentColumn(run -> state.facts(run).isEmpty()
                            ? new Span(state.title(run.job()))
                            : Tables.twoLines(
                                    new Span(state.title(run.job())), said(run).substring(2))))
                    .setHeader("Job")
                    .setWidth("150px")
                    .setFlexGrow(2);
            Tables.wideOnly(Tables.figures(grid.addColumn(run -> SyncText.slices(run.progress()))))
                    .setHeader("Parts")
                    .setWidth("110px");
            Tables.wideOnly(Tables.figures(grid.addColumn(run -> Formats.count(SyncText.requests(run)))))
                    .setHeader("Requests")
                    .setWidth("90px");
            Tables.figures(grid.addColumn(run -> Formats.money(run.costUsd(), "USD")))
                    .setHeader("Cost")
                    .setWidth("76px");
            Tables.wideOnly(Tables.figures(grid.addColumn(SyncText::took)))
                    .setHeader("Duration")
                    .setWidth("100px");
            grid.addComponentColumn(SyncText::badge)
                    .setHeader("Result")
                    .setWidth("170px")
                    .setFlexGrow(2);
            grid.setAllRowsVisible(true);
            grid.setSelectionMode(Grid.SelectionMode.NONE);
            grid.getElement().setAttribute("aria-label", "Recent runs");
            none.addClassNames("note", "runs-none");
            add(new Section("Recent runs").flush().with(grid, none));
            show(List.of());
            update(first);
        }

        void update(SyncState now) {
            boolean changed = !now.ended().equals(state.ended())
                    || !now.facts().equals(state.facts())
                    || grid.getListDataView().getItemCount() == 0;
            state = now;
            if (changed) {
                show(now.ended());
            }
        }

        /** {@code ", Athena, 2 of 2, 12 MB, $0.0001"}; "" where there is nothing more to say. */
        private String said(RunRow run) {
            return state.facts(run).stream().map(fact -> ", " + fact.value()).collect(Collectors.joining());
        }

        private void show(List<RunRow> runs) {
            grid.setItems(runs);
            grid.setVisible(!runs.isEmpty());
            none.setVisible(runs.isEmpty());
        }
    }

    /**
     * Everything the page shows, as of one moment.
     *
     * @param ended the latest ended runs, newest first
     * @param estimates by job, of those that have never run to their end
     * @param facts by run, what features say of it
     */
    record SyncState(
            List<JobRow> jobs,
            List<RunRow> ended,
            MeterState meter,
            Map<String, Estimate> estimates,
            Map<Long, List<Fact>> facts) {
        private static final int RUNS = 20;

        SyncState {
            jobs = List.copyOf(jobs);
            ended = List.copyOf(ended);
            estimates = Map.copyOf(estimates);
            facts = Map.copyOf(facts);
        }

        static SyncState read(SyncService service) {
            List<JobRow> jobs = service.jobs();
            var estimates = new TreeMap<String, Estimate>();
            for (JobRow job : jobs) {
                RunRow last = job.last();
                if (last == null || last.state() != RunState.DONE) {
                    service.estimate(job.name()).ifPresent(estimate -> estimates.put(job.name(), estimate));
                }
            }
            List<RunRow> latest = service.latest(RUNS + jobs.size());
            return new SyncState(
                    jobs,
                    latest.stream()
                            .filter(run -> run.state() != RunState.RUNNING)
                            .limit(RUNS)
                            .toList(),
                    service.meter(),
                    estimates,
                    service.facts(latest.stream().map(RunRow::id).toList()));
        }

        /** What features say of a run. */
        List<Fact> facts(RunRow run) {
            return facts.getOrDefault(run.id(), List.of());
        }

        List<RunRow> running() {
            return jobs.stream().map(JobRow::running).filter(Objects::nonNull).toList();
        }

        /** What jobs wait for, with their titles. */
        Map<Prerequisite, List<String>> waits() {
            var waits = new LinkedHashMap<Prerequisite, List<String>>();
            for (JobRow job : jobs) {
                Prerequisite wait = job.waitsFor();
                if (wait != null) {
                    waits.computeIfAbsent(wait, any -> new ArrayList<>()).add("\u201C" + job.title() + "\u201D");
                }
            }
            return waits;
        }

        ProgressUnit counted(String job) {
            return jobs.stream()
                    .filter(row -> row.name().equals(job))
                    .map(JobRow::counted)
                    .findFirst()
                    .orElse(ProgressUnit.SLICES);
        }

        String title(String job) {
            return jobs.stream()
                    .filter(row -> row.name().equals(job))
                    .map(JobRow::title)
                    .findFirst()
                    .orElse(job);
        }
    }
}
