package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalLinks;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.JournalService.ChainState;
import dev.bursar.kernel.Role;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FileDownload;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** Who changed what, before and after, and proof that nobody changed the record of it. The address says what is shown. */
@Route(JournalLinks.JOURNAL)
@PageTitle("Activity log")
@Menu(order = 9.6, title = "Activity log")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class JournalView extends ListPage<JournalView.Loaded> {
    private final JournalService service;
    private final ActionNames actions;
    private final Clock clock;

    private final PageHeader header = new PageHeader("Activity log");
    private final PeriodControl period;
    private final Anchor export = new Anchor();
    private final Toggle jobs;
    private final ChainCard chain;

    JournalView(JournalService service, ActionNames actions, Workers workers, Clock clock) {
        super(JournalList.ADDRESS, Skeleton.table("Reading the activity log", 8, false), workers, clock);
        this.service = service;
        this.actions = actions;
        this.clock = clock;
        period = PeriodControl.of(this, JournalList.PERIOD);
        filters().dimensions(new JournalNames(service, actions).dimensions()).setVisible(true);
        jobs = toggle("Bursar\u2019s own jobs", JournalList.JOBS);
        filters().toggles(List.of(jobs));
        chain = new ChainCard(service, workers, clock, this::address);
        PageHeader.downloadLink(export, Icons.DOWNLOAD, "Export CSV");
        export.setVisible(false);
        addClassNames("page", "dense", "journal");
        content()
                .failure("The activity log could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> chain.setVisible(false));
        add(
                header.actions(period, Buttons.neutral(Icons.REFRESH_CW, "Refresh", click -> again()), export),
                new SectionTabs(TabSection.ADMIN, JournalLinks.JOURNAL),
                withDetails(
                        JournalList.OPEN,
                        this::details,
                        found -> new EntryPanel(found.entry(), actions, found.fields(), found.names(), this::close),
                        "Entry not found",
                        "The activity log has no entry with this number. Check the link.",
                        filters(),
                        chain,
                        content()));
    }

    @Override
    protected void chosen() {
        period.value(JournalList.days(state(), today()));
        filters().filters(state().filters());
    }

    private String address(long entry) {
        return state().with(JournalList.OPEN, Optional.of(entry)).address();
    }

    /**
     * The question as of the newest entry, how many there are, and how the chain stands.
     *
     * @param hidden how many there would be more with those of jobs
     */
    record Loaded(JournalQuestion question, long count, long hidden, ChainState chain) {}

    @Override
    protected void asking() {
        header.facts(new FactLine(Formats.range(JournalList.days(state(), today()))).fact("times are UTC"));
        export.setVisible(false);
        jobs.hides(0);
    }

    @Override
    protected Loaded load(ListState asked) {
        JournalQuestion question = JournalList.question(asked, today());
        JournalQuestion upTo = service.newest().map(question::upTo).orElse(question);
        long count = service.count(upTo);
        long hidden = upTo.jobs() ? 0 : service.count(upTo.jobs(true)) - count;
        return new Loaded(upTo, count, hidden, service.chain());
    }

    @Override
    protected Component shown(Loaded found) {
        LocalDateRange days = JournalList.days(state(), today());
        chain.setVisible(true);
        chain.update(found.chain());
        header.facts(new FactLine(Formats.range(days))
                .fact(Formats.count(found.count(), "entry", "entries"))
                .fact("as of " + Formats.timeWithSeconds(clock.instant()))
                .fact("times are UTC"));
        jobs.hides(found.hidden());
        if (found.count() == 0) {
            return nothing(days, found.hidden());
        }
        JournalQuestion shown = found.question();
        export.setHref(new FileDownload(JournalCsv.fileName(shown), "text/csv;charset=utf-8", () -> {
            service.exported(shown, service.count(shown));
            return out -> JournalCsv.write(out, service, actions, shown);
        }));
        export.setVisible(true);
        return new EntryTable(this, actions, new EntryPages(service, found.question()), found.count());
    }

    private Component nothing(LocalDateRange days, long hidden) {
        String jobsDid = hidden == 0
                ? ""
                : " "
                        + Formats.count(
                                hidden, "entry of Bursar\u2019s own jobs is", "entries of Bursar\u2019s own jobs are")
                        + " hidden.";
        EmptyState state = state().filters().isEmpty()
                ? EmptyState.nothingFound(
                        (state().get(JournalList.JOBS) ? "Nothing was recorded in " : "Nobody changed anything in ")
                                + Formats.range(days),
                        Looked.atOwn("every change and every denied attempt of these days", now()),
                        jobsDid.strip())
                : EmptyState.noMatch(
                                "No entry matches these filters",
                                "No entry in " + Formats.range(days) + " matches "
                                        + (state().filters().size() == 1
                                                ? "\u201C"
                                                        + filters()
                                                                .words(state().filters()
                                                                        .getFirst())
                                                                .replaceAll("[\u201C\u201D]", "")
                                                        + "\u201D."
                                                : "all " + state().filters().size() + " filters.")
                                        + jobsDid)
                        .actions(Buttons.primary("Clear filters", click -> open(state().filtered(List.of()))));
        if (hidden > 0) {
            state.actions(Buttons.neutral(
                    "Show Bursar\u2019s own jobs", click -> open(state().with(JournalList.JOBS, true))));
        }
        return state.actions(longer());
    }

    private Component longer() {
        return Buttons.neutral(
                "Show the last 365 days",
                click -> open(state().with(JournalList.PERIOD, Period.of(Preset.LAST_365_DAYS))));
    }

    private record Details(JournalEntry entry, Fields fields, Map<String, String> names) {}

    private Optional<Details> details(long entry) {
        return service.entry(entry).map(found -> {
            Fields fields = Fields.of(found);
            return new Details(found, fields, service.names(fields.things()));
        });
    }
}
