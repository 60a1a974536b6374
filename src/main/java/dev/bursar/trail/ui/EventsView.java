package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.Cancellation;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import dev.bursar.trail.query.EventService;
import dev.bursar.trail.query.EventService.Choices;
import dev.bursar.trail.query.EventService.Counts;
import dev.bursar.trail.query.EventService.Offered;
import dev.bursar.trail.query.EventService.PersonCount;
import dev.bursar.trail.spi.OwnChanges;
import dev.bursar.trail.ui.EventsLoad.Found;
import dev.bursar.trail.ui.EventsLoad.Loaded;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Lookup;
import dev.bursar.ui.FilterDimension.Value;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.threeten.extra.LocalDateRange;

/** AWS CloudTrail's events: who did what on which resource, and what was not read. The address says what is shown. */
@Route(TrailLinks.EVENTS)
@PageTitle("CloudTrail")
@Menu(order = 6, title = "CloudTrail", icon = "scroll-text")
@RolesAllowed({Role.LEAD_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class EventsView extends ListPage<Loaded> {
    private final EventService service;
    private final EventExport export;
    private final EventsLoad load;
    private final boolean admin;
    private final boolean seesSync;
    private final PageWork countWork;

    private final PageHeader header = new PageHeader("CloudTrail");
    private final PeriodControl period;
    private final ExportMenu exports;
    private final DropDown<Outcome> outcome;
    private final SearchBox search;
    private final Toggle services;
    private final Toggle reads;
    private final QuestionLinks questions = new QuestionLinks();
    private final Div picture = Styled.div("event-picture");

    private volatile Cancellation asking = new Cancellation();
    private @Nullable EventTable table;

    EventsView(
            EventService service,
            EventExport export,
            ExportService exportService,
            OwnChanges changes,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(EventList.ADDRESS, Skeleton.table("Reading CloudTrail events", 10, false), workers, clock);
        this.service = service;
        this.export = export;
        load = new EventsLoad(service, clock);
        admin = scope.has(Role.ADMIN);
        seesSync = admin || scope.has(Role.AUDITOR) || scope.has(Role.FINANCE);
        countWork = new PageWork(this, workers);
        period = PeriodControl.of(this, EventList.PERIOD).everything("All kept events");
        exports = new ExportMenu(exportService);
        outcome = choice("Outcome", EventList.OUTCOME, List.of(Outcome.values()), EventsView::words);
        search = new SearchBox(text -> open(state().with(EventList.SEARCH, text)));
        services = toggle("AWS services", EventList.SERVICES);
        reads = toggle("Read-only", EventList.READS);
        filters().controls(outcome, search);
        filters().toggles(List.of(services, reads));
        reads.setVisible(false);
        content()
                .failure("CloudTrail events could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> header.facts(new FactLine("times are UTC")));
        addClassNames("page", "dense", "events");
        add(
                header.actions(period, exports),
                withDetails(
                        EventList.OPEN,
                        service::details,
                        details -> new EventPanel(details, changes.of(details.record()), state(), today(), this::close),
                        "Event not found",
                        "You can see no CloudTrail event with this id. Check the link.",
                        filters(),
                        questions,
                        picture,
                        content()));
    }

    private static String words(Outcome one) {
        return switch (one) {
            case ANY -> "Any";
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
        };
    }

    @Override
    protected void chosen() {
        search.searched(state().get(EventList.SEARCH));
        questions.show(state());
    }

    @Override
    protected void asking() {
        exports.withhold();
        countWork.forget();
        asking.cancel();
        asking = new Cancellation();
        picture.removeAll();
    }

    // --- rows

    @Override
    protected Loaded load(ListState asked) {
        return asking.during(() -> load.load(asked));
    }

    @Override
    protected Component shown(Loaded found) {
        if (found.notice() != null) {
            instead(found.state(), found.notice());
            questions.show(state());
        }
        period.value(found.days());
        filters().dimensions(EventFilters.of(service, found.choices()));
        filters().setVisible(true);
        table = null;
        header.facts(facts(found.days(), null));
        var states = new EventStates(state(), admin, seesSync, this::open, this::go);
        if (found.found() == null) {
            return states.tookTooLong();
        }
        EventCoverage coverage = found.found().coverage();
        Component answer = answer(found.question(), found.found());
        if (answer == null && coverage.lastRead() == null) {
            filters().setVisible(EventList.narrowed(state()));
            questions.setVisible(false);
            return states.nothingRead();
        }
        questions.setVisible(true);
        reads.setVisible(coverage.readsKept());
        count(found.days(), found.question());
        return Styled.stack(
                new CoverageNote(coverage, found.question().from(), seesSync),
                answer == null ? states.nothingMatches(coverage, found.days(), asked()) : answer);
    }

    /** Null where nothing was found. */
    private @Nullable Component answer(EventQuestion question, Found found) {
        if (found.first().isEmpty()) {
            return found.persons().isEmpty() ? null : new PersonTable(found.persons(), state());
        }
        table = new EventTable(this, new EventPages(service, question, found.first()));
        return table;
    }

    /** What the rows are narrowed by, in words. */
    private List<String> asked() {
        ListState list = state();
        var words = new ArrayList<String>();
        list.filters().forEach(filter -> words.add(filters().words(filter)));
        if (!list.isUsual(EventList.SEARCH)) {
            words.add("search for " + list.get(EventList.SEARCH));
        }
        if (!list.isUsual(EventList.OUTCOME)) {
            words.add("outcome " + words(list.get(EventList.OUTCOME)).toLowerCase(java.util.Locale.ROOT));
        }
        list.get(EventList.TOPIC).ifPresent(topic -> words.add("question " + EventText.topic(topic)));
        return words;
    }

    private static FactLine facts(LocalDateRange days, @Nullable Counts counts) {
        var facts = new FactLine();
        if (counts != null) {
            facts.fact(Formats.count(counts.events(), "event", "events"));
        }
        facts.fact(Formats.range(days));
        return facts.fact("times are UTC");
    }

    // --- counts

    /** Beside the rows, because counting takes longer than reading the first of them. */
    private void count(LocalDateRange days, EventQuestion question) {
        services.hides(0);
        reads.hides(0);
        countWork.ask(
                () -> asking.during(() -> service.counts(question)),
                counts -> counted(days, counts),
                problem -> notCounted(problem, days, question));
    }

    private void counted(LocalDateRange days, Counts counts) {
        header.facts(facts(days, counts));
        services.hides(counts.hiddenServices());
        reads.hides(counts.hiddenReads());
        if (table != null) {
            table.count(counts.events());
        }
        picture.removeAll();
        if (counts.events() > 0) {
            offer(days, counts.events());
            if (days.lengthInDays() > 1) {
                picture.add(EventDays.of(counts, days, state()));
            }
        }
    }

    private void notCounted(RuntimeException problem, LocalDateRange days, EventQuestion question) {
        if (problem instanceof AccessDeniedException) {
            return;
        }
        String why = "Counting took longer than 30 seconds.";
        if (!EventText.tookTooLong(problem)) {
            why = "The events could not be counted; give your admin reference "
                    + Reference.of(problem).code() + ".";
        }
        if (table != null) {
            offer(days, Long.MAX_VALUE);
        }
        picture.removeAll();
        picture.add(new Div(Styled.note(why), Buttons.link("Try again", click -> count(days, question))));
    }

    private void offer(LocalDateRange days, long events) {
        exports.offer("Events", export, EventList.stored(state(), days), events);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        super.onDetach(event);
        countWork.forget();
        asking.cancel();
    }

    /** What events can be filtered by, with the values that the person may see. */
    static final class EventFilters {
        private EventFilters() {}

        static List<FilterDimension> of(EventService service, Choices choices) {
            return List.of(
                    FilterDimension.of(EventList.PERSON, offered(service, Offered.PERSON)),
                    FilterDimension.of(EventList.EVENT, offered(service, Offered.NAME)),
                    FilterDimension.of(EventList.SERVICE, offered(service, Offered.SERVICE)),
                    FilterDimension.of(EventList.ACCOUNT, choices.accounts()),
                    FilterDimension.of(EventList.REGION, offered(service, Offered.REGION)),
                    FilterDimension.ofNumbers(EventList.TEAM, choices.teams()),
                    FilterDimension.of(EventList.RESOURCE, typed()),
                    FilterDimension.of(EventList.SOURCE, typed()));
        }

        private static Lookup offered(EventService service, Offered what) {
            return (text, offset, limit) -> service.values(what, text, offset, limit).stream()
                    .map(value -> new Value(value, value))
                    .toList();
        }

        /** The very text that the person types: an ARN, or what the event calls its resource. */
        private static Lookup typed() {
            return (text, offset, limit) ->
                    text.isBlank() || offset > 0 ? List.of() : List.of(new Value(text.strip(), text.strip()));
        }
    }

    /** The built-in questions as links, and what the one that is asked can't see. */
    static final class QuestionLinks extends Nav {
        QuestionLinks() {
            addClassNames("question-links", "no-print");
            getElement().setAttribute("aria-label", "Questions");
        }

        void show(ListState state) {
            removeAll();
            @Nullable Topic asked = EventList.topic(state);
            var list = new UnorderedList();
            list.add(link("All events", EventList.ask(state, null), asked == null));
            for (Topic topic : Topic.values()) {
                list.add(link(EventText.topic(topic), EventList.ask(state, topic), topic == asked));
            }
            add(list);
            if (asked != null) {
                var limits = Styled.note(EventText.limits(asked));
                add(limits);
            }
        }

        private static ListItem link(String words, ListState to, boolean current) {
            var link = new Anchor(to.address(), words);
            if (current) {
                link.getElement().setAttribute("aria-current", "true");
            }
            return new ListItem(link);
        }
    }

    /** Searches when the person presses Enter, because a search is slow and is recorded. */
    static final class SearchBox extends TextField {
        private String searched = "";

        SearchBox(Consumer<String> submitted) {
            setAriaLabel("Search events");
            setPlaceholder("Search events, then press Enter");
            setPrefixComponent(Icons.SEARCH.create());
            setClearButtonVisible(true);
            setValueChangeMode(ValueChangeMode.LAZY);
            addClassName("event-search");
            addKeyPressListener(Key.ENTER, enter -> submit(submitted));
            addValueChangeListener(change -> {
                setInvalid(false);
                if (change.isFromClient() && change.getValue().isEmpty() && !searched.isEmpty()) {
                    submit(submitted);
                }
            });
        }

        private void submit(Consumer<String> submitted) {
            String text = getValue().strip();
            Optional<String> wrong = Dimension.wrongSearch(text);
            setErrorMessage(wrong.map(why -> "Not searched: " + why
                            + (why.contains("200") ? ". This one has " + text.length() + "." : "."))
                    .orElse(""));
            setInvalid(wrong.isPresent());
            if (wrong.isEmpty()) {
                submitted.accept(text);
            }
        }

        /** Shows what is searched for, without telling anybody. */
        void searched(String text) {
            if (!text.equals(searched)) {
                searched = text;
                setValue(text);
            }
        }
    }

    /** Persons with the number of their calls that AWS refused; each leads to these calls. */
    static final class PersonTable extends Composite<Section> {
        private static final int MOST = 100;

        private final Section section = new Section("Denied calls by person");

        PersonTable(List<PersonCount> persons, ListState list) {
            section.note(
                    persons.size() < MOST
                            ? Formats.count(persons.size(), "person", "persons")
                            : "the " + MOST + " with the most denied calls");
            section.actions(new Anchor(list.with(EventList.CALLS, true).address(), "Show the calls"));
            var rows = new FixedRows();
            for (PersonCount person : persons) {
                String kind = EventText.kind(person.kind());
                String last = EventText.fullTime(person.lastTime());
                rows.line(
                        person.person(),
                        list.and(EventList.PERSON.is(person.person())).address(),
                        kind + ", last " + last,
                        kind,
                        Formats.count(person.events()),
                        last);
            }
            section.flush()
                    .with(new HtmlTable(
                            "Denied calls by person",
                            List.of(
                                    Column.name("PERSON", "Person", ""),
                                    Column.text("KIND", "Kind", 160).onlyWide(),
                                    Column.figure("CALLS", "Denied calls", 120, ""),
                                    Column.text("LAST", "Last", 200).onlyWide()),
                            List.of(),
                            rows));
        }

        @Override
        protected Section initContent() {
            return section;
        }
    }
}
