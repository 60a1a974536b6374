package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalLinks;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.JournalService.ChainState;
import dev.bursar.kernel.Role;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import dev.bursar.list.Preset;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailLayout;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FileDownload;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Who changed what, before and after, and proof that nobody changed the record of it. The address says what is shown. */
@Route(JournalLinks.JOURNAL)
@PageTitle("Activity log")
@Menu(order = 9.6, title = "Activity log")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class JournalView extends Div implements AfterNavigationObserver {
    private static final String JOBS = "Bursar\u2019s own jobs";

    private final JournalService service;
    private final ActionNames actions;
    private final Clock clock;
    private final PageWork work;
    private final PageWork panelWork;

    private final PageHeader header = new PageHeader("Activity log");
    private final PeriodControl period;
    private final Anchor export = new Anchor();
    private final FilterBar filters;
    private final Toggle jobs;
    private final ChainCard chain;
    private final EntryTable table;
    private final Div results = new Div();
    private final DetailLayout layout;

    private JournalUrl url = JournalUrl.DEFAULT;
    private @Nullable JournalUrl loaded;
    private final AddressNotice notice = new AddressNotice();

    JournalView(JournalService service, ActionNames actions, Workers workers, Clock clock) {
        this.service = service;
        this.actions = actions;
        this.clock = clock;
        work = new PageWork(this, workers);
        panelWork = new PageWork(this, workers);
        period = new PeriodControl(this::today, days -> open(url.with(days)))
                .onPreset(label -> Preset.labelled(label).ifPresent(preset -> open(url.with(preset))));
        filters = new FilterBar(new JournalNames(service, actions).dimensions(), this::filtered);
        jobs = new Toggle(JOBS, shown -> open(url.withJobs(shown)));
        filters.toggles(List.of(jobs));
        table = new EntryTable(actions, this::address, entry -> open(url.open(entry.id())));
        chain = new ChainCard(service, workers, clock, this::address);
        PageHeader.downloadLink(export, Icons.DOWNLOAD, "Export CSV");
        export.setVisible(false);
        addClassNames("page", "dense", "journal");
        results.addClassName("results");
        layout = new DetailLayout(this::close, filters, chain, results);
        add(
                header.actions(period, Buttons.neutral(Icons.REFRESH_CW, "Refresh", click -> load()), export),
                new SectionTabs(TabSection.ADMIN, JournalLinks.JOURNAL),
                layout);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        JournalUrl.Read read =
                JournalUrl.read(event.getLocation().getQueryParameters().getParameters());
        url = read.url();
        notice.tell(read.ignored());
        period.value(url.days(today()));
        filters.filters(url.filters());
        jobs.setValue(url.jobs());
        if (!url.sameEntries(loaded)) {
            load();
        }
        showDetails();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    private void open(JournalUrl other) {
        getUI().ifPresent(ui -> ui.navigate(JournalView.class, new QueryParameters(other.parameters())));
    }

    private void close() {
        open(url.open(null));
    }

    private String address(long entry) {
        return JournalLinks.JOURNAL + "?" + new QueryParameters(url.open(entry).parameters()).getQueryString();
    }

    private void filtered(List<Filter> chips) {
        Optional<String> wrong = chips.size() > AddressReader.MOST_FILTERS
                ? Optional.of("a view has at most " + AddressReader.MOST_FILTERS + " filters")
                : chips.stream()
                        .map(chip -> FilterAddress.wrong(chip.operator(), chip.values()))
                        .flatMap(Optional::stream)
                        .findFirst();
        if (wrong.isPresent()) {
            Notices.warning("The filter was not applied: " + wrong.get() + ".");
            filters.filters(url.filters());
        } else {
            open(url.with(chips));
        }
    }

    /**
     * The question as of the newest entry, how many there are, and how the chain stands.
     *
     * @param hidden how many there would be more with those of jobs
     */
    private record Loaded(JournalQuestion question, long count, long hidden, ChainState chain) {}

    private void load() {
        JournalUrl asked = url;
        loaded = asked;
        LocalDateRange days = asked.days(today());
        header.facts(new FactLine(Formats.range(days)).fact("times are UTC"));
        export.setVisible(false);
        jobs.setLabel(JOBS);
        replace(Skeleton.table("Reading the activity log", 8, false));
        JournalQuestion question = asked.question(today());
        work.ask(
                () -> {
                    JournalQuestion upTo = service.newest().map(question::upTo).orElse(question);
                    long count = service.count(upTo);
                    long hidden = upTo.jobs() ? 0 : service.count(upTo.jobs(true)) - count;
                    return new Loaded(upTo, count, hidden, service.chain());
                },
                this::show,
                this::failed);
    }

    private void show(Loaded found) {
        LocalDateRange days = url.days(today());
        chain.setVisible(true);
        chain.update(found.chain());
        header.facts(new FactLine(Formats.range(days))
                .fact(Formats.count(found.count(), "entry", "entries"))
                .fact("as of " + Formats.timeWithSeconds(clock.instant()))
                .fact("times are UTC"));
        jobs.setLabel(found.hidden() == 0 ? JOBS : JOBS + " (" + Formats.count(found.hidden()) + " hidden)");
        if (found.count() == 0) {
            replace(nothing(days, found.hidden()));
            return;
        }
        JournalQuestion shown = found.question();
        export.setHref(new FileDownload(JournalCsv.fileName(shown), "text/csv;charset=utf-8", () -> {
            service.exported(shown, service.count(shown));
            return out -> JournalCsv.write(out, service, actions, shown);
        }));
        export.setVisible(true);
        table.show(new EntryPages(service, found.question()), found.count());
        replace(table);
    }

    private Component nothing(LocalDateRange days, long hidden) {
        String jobsDid = hidden == 0
                ? ""
                : " "
                        + Formats.count(
                                hidden, "entry of Bursar\u2019s own jobs is", "entries of Bursar\u2019s own jobs are")
                        + " hidden.";
        EmptyState state = url.filters().isEmpty()
                ? EmptyState.nothingFound(
                        (url.jobs() ? "Nothing was recorded in " : "Nobody changed anything in ") + Formats.range(days),
                        "Bursar records every change and every denied attempt. There were none on these days."
                                + jobsDid)
                : EmptyState.noMatch(
                                "No entry matches these filters",
                                "No entry in " + Formats.range(days) + " matches "
                                        + (url.filters().size() == 1
                                                ? "\u201C"
                                                        + filters.words(url.filters()
                                                                        .getFirst())
                                                                .replaceAll("[\u201C\u201D]", "")
                                                        + "\u201D."
                                                : "all " + url.filters().size() + " filters.")
                                        + jobsDid)
                        .actions(Buttons.primary("Clear filters", click -> open(url.with(List.<Filter>of()))));
        if (hidden > 0) {
            state.actions(Buttons.neutral("Show Bursar\u2019s own jobs", click -> open(url.withJobs(true))));
        }
        return state.actions(longer());
    }

    private Component longer() {
        return Buttons.neutral("Show the last 365 days", click -> open(url.with(Preset.LAST_365_DAYS)));
    }

    private void failed(RuntimeException problem) {
        chain.setVisible(false);
        if (FailedState.isDenied(problem)) {
            layout.setDetail(null);
            filters.setVisible(false);
        }
        replace(FailedState.of(
                problem,
                "The activity log could not be loaded",
                "Nothing was lost, and your filters are kept.",
                clock.instant(),
                this::load));
    }

    private void replace(Component content) {
        results.removeAll();
        results.add(content);
    }

    // --- details

    private record Details(JournalEntry entry, Fields fields, Map<String, String> names) {}

    private void showDetails() {
        Long entry = url.entry();
        table.current(entry);
        panelWork.forget();
        if (entry == null) {
            layout.setDetail(null);
            return;
        }
        layout.show(
                panelWork,
                () -> service.entry(entry).map(found -> {
                    Fields fields = Fields.of(found);
                    return new Details(found, fields, service.names(fields.things()));
                }),
                found -> found.<DetailPanel>map(details -> new EntryPanel(
                                details.entry(), actions, details.fields(), details.names(), this::close))
                        .orElseGet(() -> EntryPanel.missing(this::close)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
        panelWork.forget();
    }
}
