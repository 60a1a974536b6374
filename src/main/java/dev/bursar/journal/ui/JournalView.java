package dev.bursar.journal.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.journal.EntryPlace;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalEntry.Seal;
import dev.bursar.journal.JournalLinks;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.JournalService.ChainState;
import dev.bursar.kernel.Role;
import dev.bursar.list.Dimension;
import dev.bursar.list.Filter;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.ui.BeforeAfter;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.CsvText;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FileDownload;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Value;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PeriodControl;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
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
                header.actions(period, Buttons.neutral(Icons.REFRESH_CW, "Read again", click -> again()), export),
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

    /** What the journal can be filtered by, with the values that were recorded. */
    record JournalNames(JournalService service, ActionNames actions) {
        List<FilterDimension> dimensions() {
            return JournalQuestion.FILTERS.all().stream().map(this::dimension).toList();
        }

        private FilterDimension dimension(Dimension dimension) {
            List<Filter.Operator> operators = dimension == JournalQuestion.ACTION
                    ? List.of(Filter.Operator.IS, Filter.Operator.IS_NOT)
                    : List.of(Filter.Operator.values());
            return new FilterDimension(
                    dimension.key(),
                    dimension.label(),
                    new FilterDimension.Lookup() {
                        @Override
                        public List<Value> find(String text, int offset, int limit) {
                            String part = text.toLowerCase(Locale.ROOT);
                            return values(dimension)
                                    .filter(value -> value.label()
                                            .toLowerCase(Locale.ROOT)
                                            .contains(part))
                                    .sorted(Comparator.comparing(Value::label).thenComparing(Value::key))
                                    .skip(offset)
                                    .limit(limit)
                                    .toList();
                        }

                        @Override
                        public String label(String key) {
                            return dimension == JournalQuestion.PERSON
                                    ? key
                                    : dimension == JournalQuestion.ACTION
                                            ? actions.of(key)
                                            : service.inWords(List.of(key)).getOrDefault(key, key);
                        }
                    },
                    operators);
        }

        private Stream<Value> values(Dimension dimension) {
            if (dimension == JournalQuestion.PERSON) {
                return service.people().stream().map(name -> new Value(name, name));
            }
            return dimension == JournalQuestion.ACTION
                    ? service.actions().stream().map(action -> new Value(action, actions.of(action)))
                    : service.recentSubjects().entrySet().stream()
                            .map(subject -> new Value(subject.getKey(), subject.getValue()));
        }
    }

    /**
     * Entries as a file, newest first, read page by page, so that neither memory nor a connection is held however many there are.
     * UTF-8, RFC 4180. Texts that a spreadsheet would run as a formula begin with an apostrophe.
     */
    static final class JournalCsv {
        private static final int PAGE = 500;

        private JournalCsv() {}

        /** {@code journal-2026-11-01-to-2026-11-24.csv}, the last day included. */
        static String fileName(JournalQuestion question) {
            return "activity-log-" + question.from() + "-to-" + question.to().minusDays(1) + ".csv";
        }

        static void write(OutputStream out, JournalService service, ActionNames actions, JournalQuestion question)
                throws IOException {
            CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            csv.writeRecord(
                    "Entry",
                    "Time",
                    "Person",
                    "Person number",
                    "Action",
                    "Action in words",
                    "Subject",
                    "Subject in words",
                    "Times",
                    "Before",
                    "After",
                    "Position",
                    "Sealed at",
                    "Seal");
            @Nullable EntryPlace after = null;
            for (List<JournalEntry> page = service.page(question, after, 0, PAGE);
                    !page.isEmpty();
                    page = service.page(question, after, 0, PAGE)) {
                page.forEach(entry -> csv.writeRecord(line(entry, actions)));
                after = page.getLast().place();
            }
            csv.flush();
        }

        private static List<String> line(JournalEntry entry, ActionNames actions) {
            Seal seal = entry.seal();
            return List.of(
                    String.valueOf(entry.id()),
                    entry.at().toString(),
                    CsvText.guarded(entry.actorName()),
                    String.valueOf(entry.actorId()),
                    CsvText.guarded(entry.action()),
                    CsvText.guarded(actions.of(entry.action())),
                    CsvText.guarded(entry.subject()),
                    CsvText.guarded(entry.about()),
                    String.valueOf(entry.repeated()),
                    text(entry.before()),
                    text(entry.after()),
                    seal == null ? "" : String.valueOf(seal.position()),
                    seal == null ? "" : seal.at().toString(),
                    seal == null ? "" : seal.seal());
        }

        private static String text(@Nullable String json) {
            return json == null ? "" : CsvText.guarded(json);
        }
    }

    /** One entry: who, when, about what, where it stands in the chain, and what was before and after. */
    static final class EntryPanel extends DetailPanel {
        /**
         * @param actions labels of what was done
         * @param names of the things that values name, by {@code team:7}
         */
        EntryPanel(JournalEntry entry, ActionNames actions, Fields fields, Map<String, String> names, Runnable close) {
            super(actions.of(entry.action()), close);
            if (actions.isRefusal(entry.action())) {
                var badge = new StatusBadge(
                        Kind.WARNING,
                        Icons.SHIELD_X,
                        entry.repeated() == 1 ? "Refused" : "Refused " + Formats.count(entry.repeated()) + " times");
                add(new Div(badge));
            }
            DescriptionList facts = Styled.facts();
            fact(
                    facts,
                    "When",
                    new Span(Formats.date(entry.at().atZone(ZoneOffset.UTC).toLocalDate()) + ", "
                            + Formats.timeWithSeconds(entry.at())));
            fact(facts, "Who", PlainText.name(entry.actorName()), Styled.quiet(who(entry.actorId())));
            fact(
                    facts,
                    "About",
                    EntryTable.linked(entry.address(), PlainText.name(entry.about())),
                    id(entry.subject()));
            if (entry.repeated() > 1) {
                fact(facts, "How often", new Span(Formats.count(entry.repeated()) + " times within a minute"));
            }
            fact(
                    facts,
                    "Recorded as",
                    PlainText.id(entry.action()),
                    Styled.quiet("entry " + Formats.count(entry.id())));
            seal(facts, entry.seal());
            add(facts);
            if (fields.hasBefore() || fields.hasAfter()) {
                add(
                        new H3(
                                fields.hasBefore() && fields.hasAfter()
                                        ? "Before and after"
                                        : fields.hasBefore() ? "Previous values" : "Recorded values"),
                        new BeforeAfter(
                                "Before and after",
                                fields.hasBefore() ? "Before" : null,
                                fields.hasAfter() ? fields.hasBefore() ? "After" : "Value" : null,
                                fields.rows(names)));
                Div copies = Styled.div("detail-actions");
                copy(copies, "Copy before as JSON", entry.before());
                copy(copies, "Copy after as JSON", entry.after());
                add(copies);
            } else {
                add(Styled.note("No other details were recorded."));
            }
        }

        private static String who(int actor) {
            return switch (actor) {
                case 0 -> "Bursar itself";
                case -1 -> "not signed in";
                default -> "person " + actor;
            };
        }

        private static void seal(DescriptionList facts, @Nullable Seal seal) {
            if (seal == null) {
                fact(facts, "Seal", new Span("not sealed yet"), Styled.quiet("Sealing takes a few seconds."));
                return;
            }
            fact(
                    facts,
                    "Seal",
                    new Span("sealed, position " + Formats.count(seal.position())),
                    Styled.quiet(Formats.momentWithYear(seal.at())));
            fact(facts, "SHA-256", id(seal.seal()));
        }

        private static Component id(String text) {
            var id = PlainText.id(text);
            id.addClassName("quiet");
            return id;
        }

        private static void copy(Div actions, String words, @Nullable String json) {
            if (json != null) {
                actions.add(Buttons.copy(words, json));
            }
        }
    }
}
