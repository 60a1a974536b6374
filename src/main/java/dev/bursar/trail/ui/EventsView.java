package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.Filter;
import dev.bursar.list.Preset;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.query.Cancellation;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventService;
import dev.bursar.trail.query.EventService.Counts;
import dev.bursar.trail.ui.EventsLoad.Answer;
import dev.bursar.trail.ui.EventsLoad.Loaded;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailLayout;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FilterBar;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.threeten.extra.LocalDateRange;

/** AWS CloudTrail's events: who did what on which resource, and what was not read. The address says what is shown. */
@Route(TrailLinks.EVENTS)
@PageTitle("CloudTrail")
@Menu(order = 6, title = "CloudTrail", icon = "scroll-text")
@RolesAllowed({Role.LEAD_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class EventsView extends Div implements AfterNavigationObserver {
    private static final String ALL_KEPT = "All kept events";

    private final EventService service;
    private final EventExport export;
    private final EventsLoad load;
    private final boolean admin;
    private final boolean seesSync;
    private final PageWork countWork;
    private final PageWork panelWork;

    private final PageHeader header = new PageHeader("CloudTrail");
    private final PeriodControl period;
    private final ExportMenu exports;
    private final FilterBar filters;
    private final DropDown<Outcome> outcome;
    private final SearchBox search;
    private final Toggle services;
    private final Toggle reads;
    private final QuestionLinks questions = new QuestionLinks();
    private final Div picture = new Div();
    private final LoadedPart<Loaded> content;
    private final DetailLayout layout;
    private final AddressNotice notice = new AddressNotice();

    private volatile Cancellation asking = new Cancellation();
    private EventsUrl url = EventsUrl.DEFAULT;
    private @Nullable EventsUrl loaded;
    private List<String> ignored = List.of();
    private @Nullable EventTable table;

    EventsView(
            EventService service,
            EventExport export,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.export = export;
        load = new EventsLoad(service, clock);
        admin = scope.has(Role.ADMIN);
        seesSync = admin || scope.has(Role.AUDITOR) || scope.has(Role.FINANCE);
        countWork = new PageWork(this, workers);
        panelWork = new PageWork(this, workers);
        period = new PeriodControl(load::today, days -> open(url.with(new EventPeriod.Fixed(days))))
                .everything(ALL_KEPT)
                .onPreset(this::preset);
        exports = new ExportMenu(exportService);
        filters = new FilterBar(List.of(), this::filtered);
        outcome = new DropDown<>(
                "Outcome", List.of(Outcome.values()), EventsView::words, chosen -> open(url.with(chosen)));
        search = new SearchBox(text -> open(url.withSearch(text)));
        services = new Toggle("AWS services", shown -> open(url.withServices(shown)));
        reads = new Toggle("Read-only", shown -> open(url.withReads(shown)));
        filters.controls(outcome, search);
        filters.toggles(List.of(services, reads));
        reads.setVisible(false);
        filters.setVisible(false);
        picture.addClassName("event-picture");
        content = new LoadedPart<>(workers, clock, () -> asking.during(() -> load.load(url)), this::shown)
                .failure("CloudTrail events could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> header.facts(new FactLine("times are UTC")));
        addClassNames("page", "dense", "events");
        layout = new DetailLayout(this::close, filters, questions, picture, content);
        add(header.actions(period, exports), layout);
    }

    private static String words(Outcome one) {
        return switch (one) {
            case ANY -> "Any";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
        };
    }

    private void preset(String label) {
        if (label.equals(ALL_KEPT)) {
            open(url.with(EventPeriod.ALL));
        } else {
            Preset.labelled(label).ifPresent(preset -> open(url.with(new EventPeriod.Moving(preset))));
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        EventsUrl.Read read =
                EventsUrl.read(event.getLocation().getQueryParameters().getParameters());
        url = read.url();
        ignored = read.ignored();
        notice.tell(ignored);
        search.searched(url.search());
        outcome.setValue(url.outcome());
        services.setValue(url.services());
        reads.setValue(url.reads());
        questions.show(url);
        if (!url.sameRows(loaded)) {
            loaded = url;
            exports.withhold();
            countWork.forget();
            asking.cancel();
            asking = new Cancellation();
            picture.removeAll();
            content.load(Skeleton.table("Reading CloudTrail events", 10, false));
        }
        showPanel();
    }

    private void open(EventsUrl other) {
        getUI().ifPresent(ui -> ui.navigate(EventsView.class, new QueryParameters(other.parameters())));
    }

    private void go(String address) {
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    private void close() {
        open(url.open(null));
    }

    private void filtered(List<Filter> chips) {
        Optional<String> wrong =
                chips.stream().map(Filter::dimension).distinct().count() < chips.size()
                        ? Optional.of("there is one filter of each kind")
                        : chips.stream()
                                .map(EventsUrl::wrong)
                                .flatMap(Optional::stream)
                                .findFirst();
        if (wrong.isPresent()) {
            Notices.warning("The filter was not applied: " + wrong.get() + ".");
            filters.filters(url.filters());
        } else {
            open(url.with(chips));
        }
    }

    // --- rows

    private Component shown(Loaded found) {
        if (found.notice() != null) {
            var sentences = new ArrayList<>(ignored);
            sentences.add(found.notice());
            notice.tell(sentences);
            url = found.url();
            loaded = url;
            questions.show(url);
        }
        period.value(found.days());
        filters.dimensions(EventFilters.of(service, found.choices()));
        filters.filters(url.filters());
        filters.setVisible(true);
        table = null;
        header.facts(facts(found.days(), null, null));
        var states = new EventStates(url, admin, seesSync, this::open, this::go);
        return switch (found.answer()) {
            case Answer.TookTooLong tooLong -> states.tookTooLong();
            case Answer.Rows(var question, var coverage, var first) ->
                answered(found, question, coverage, first.isEmpty() ? null : rows(question, first), states);
            case Answer.Persons(var question, var coverage, var persons) ->
                answered(found, question, coverage, persons.isEmpty() ? null : new PersonTable(persons, url), states);
        };
    }

    private Component rows(EventQuestion question, List<EventRow> first) {
        var rows = new EventTable(
                new EventPages(service, question, first), id -> url.open(id).address(), id -> open(url.open(id)));
        rows.current(url.event());
        table = rows;
        return rows;
    }

    /** @param answer null where nothing was found */
    private Component answered(
            Loaded found,
            EventQuestion question,
            EventCoverage coverage,
            @Nullable Component answer,
            EventStates states) {
        if (answer == null && coverage.lastRead() == null) {
            filters.setVisible(url.narrowed());
            questions.setVisible(false);
            return states.nothingRead();
        }
        questions.setVisible(true);
        reads.setVisible(coverage.readsKept());
        header.facts(facts(found.days(), null, coverage));
        count(found.days(), question, coverage);
        var all = new Div();
        all.addClassName("stack");
        all.add(
                new CoverageNote(coverage, question.from()),
                answer == null ? states.nothingMatches(coverage, found.days(), asked()) : answer);
        return all;
    }

    /** What the rows are narrowed by, in words. */
    private List<String> asked() {
        var words = new ArrayList<String>();
        url.filters().forEach(filter -> words.add(filters.words(filter)));
        if (!url.search().isEmpty()) {
            words.add("search for " + url.search());
        }
        if (url.outcome() != Outcome.ANY) {
            words.add("outcome " + words(url.outcome()).toLowerCase(java.util.Locale.ROOT));
        }
        if (url.topic() != null) {
            words.add("question " + EventText.topic(url.topic()));
        }
        return words;
    }

    private static FactLine facts(LocalDateRange days, @Nullable Counts counts, @Nullable EventCoverage coverage) {
        var facts = new FactLine();
        if (counts != null) {
            facts.fact(Formats.count(counts.events(), "event", "events"));
        }
        facts.fact(Formats.range(days));
        if (coverage != null) {
            facts.fact(CoverageNote.fact(coverage));
        }
        return facts.fact("times are UTC");
    }

    // --- counts

    /** Beside the rows, because counting takes longer than reading the first of them. */
    private void count(LocalDateRange days, EventQuestion question, EventCoverage coverage) {
        services.setLabel("AWS services");
        reads.setLabel("Read-only");
        countWork.ask(
                () -> asking.during(() -> service.counts(question)),
                counts -> counted(days, counts, coverage),
                problem -> notCounted(problem, days, question, coverage));
    }

    private void counted(LocalDateRange days, Counts counts, EventCoverage coverage) {
        header.facts(facts(days, counts, coverage));
        services.setLabel(hidden("AWS services", counts.hiddenServices()));
        reads.setLabel(hidden("Read-only", counts.hiddenReads()));
        if (table != null) {
            table.count(counts.events());
        }
        picture.removeAll();
        if (counts.events() > 0) {
            offer(days, counts.events() > ExportService.MOST_ROWS_AT_ONCE);
            if (days.lengthInDays() > 1) {
                picture.add(EventDays.of(counts, days, url));
            }
        }
    }

    private static String hidden(String words, long count) {
        return count == 0 ? words : words + " (" + Formats.count(count) + " hidden)";
    }

    private void notCounted(
            RuntimeException problem, LocalDateRange days, EventQuestion question, EventCoverage coverage) {
        if (problem instanceof AccessDeniedException) {
            return;
        }
        String why = "Counting took longer than 30 seconds.";
        if (!EventText.tookTooLong(problem)) {
            why = "The events could not be counted; give your admin reference "
                    + Reference.of(problem).code() + ".";
        }
        if (table != null) {
            offer(days, true);
        }
        picture.removeAll();
        picture.add(
                new Div(DetailPanel.note(why), Buttons.link("Try again", click -> count(days, question, coverage))));
    }

    private void offer(LocalDateRange days, boolean large) {
        exports.offer(List.of(new ExportMenu.Content("Events", export, url.stored(days), large)));
    }

    // --- panel

    private void showPanel() {
        UUID event = url.event();
        if (table != null) {
            table.current(event);
        }
        panelWork.forget();
        if (event == null) {
            layout.setDetail(null);
            return;
        }
        layout.show(
                panelWork,
                () -> service.details(event),
                found -> found.<DetailPanel>map(details -> new EventPanel(details, url, this::close))
                        .orElseGet(() -> EventPanel.missing(this::close)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        countWork.forget();
        panelWork.forget();
        asking.cancel();
    }
}
