package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.Change;
import dev.bursar.causes.Rating;
import dev.bursar.causes.RatingRefused;
import dev.bursar.causes.aws.AwsAnomalyService;
import dev.bursar.causes.aws.Beside;
import dev.bursar.causes.kept.ChangeEvents;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.ui.AnomalyList.Row;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.list.ListState;
import dev.bursar.spend.CostReadings;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.daily.PaidReadings;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.FirstUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What costs more than was expected, why, and what somebody said of it. The address says what is shown. */
@Route(CauseLinks.ANOMALIES)
@PageTitle("Anomalies")
@Menu(order = 2, title = "Anomalies", icon = "trending-up")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AnomaliesView extends ListPage<AnomaliesView.Loaded> {
    /** So many causes are worked out for the page; the details of each row have its own. */
    private static final int MOST_CAUSES = 20;

    private static final int DRAWN_DAYS = 28;
    /** So many are drawn before what is higher, so that it is seen to be. */
    private static final int DAYS_BEFORE = 14;

    private final AnomalyService service;
    private final AwsAnomalyService aws;
    private final PaidReadings paid;
    private final ChangeService changes;
    private final ChangeEvents events;
    private final Workers workers;
    private final Clock clock;
    private final CostService costs;
    private final Scope scope;
    private final Readings readings;
    private final PageHeader header = new PageHeader("Anomalies");
    private final ExportMenu exports;
    private final Button bounds;
    private List<Anomaly> all = List.of();
    private Map<TeamId, String> named = Map.of();

    /**
     * @param shown causes and days of those that stand first
     * @param unread where events may be missing that caused them
     * @param anyCosts whether costs have been read that the person may see
     * @param none how far the first read is; null where costs have been read
     * @param aws what AWS tells itself; null for those who don't see all costs
     */
    record Loaded(
            AnomalyPage page,
            Map<Long, AnomalyTable.Shown> shown,
            UnreadEvents unread,
            boolean anyCosts,
            boolean othersOnly,
            @Nullable NoCostsYet none,
            AwsAnomalyService.@Nullable State aws,
            Readings.Answer readings) {}

    AnomaliesView(
            AnomalyService service,
            AwsAnomalyService aws,
            PaidReadings paid,
            ChangeService changes,
            ChangeEvents events,
            CostService costs,
            ExportService exportService,
            Scope scope,
            Readings readings,
            Workers workers,
            Clock clock) {
        super(AnomalyList.LISTING.address(), Skeleton.table("Reading anomalies", 8, true), workers, clock);
        this.service = service;
        this.aws = aws;
        this.paid = paid;
        this.changes = changes;
        this.events = events;
        this.workers = workers;
        this.clock = clock;
        this.costs = costs;
        this.scope = scope;
        this.readings = readings;
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        filters()
                .controls(choice(
                        "State",
                        AnomalyList.STATE,
                        Stream.of(AnomalyList.State.values()),
                        one -> one == AnomalyList.State.OPEN ? "Open" : "Rated"));
        content().failure("Anomalies could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "anomalies");
        bounds = Buttons.neutral("What counts\u2026", click -> new BoundsDialog(service, named).open());
        bounds.setVisible(false);
        header.actions(bounds, exports);
        add(
                header,
                withDetails(
                        AnomalyList.OPEN,
                        this::details,
                        this::panel,
                        "Anomaly not found",
                        "There is no such anomaly, or you don\u2019t have access to it.",
                        filters(),
                        content()));
    }

    @Override
    protected Loaded load(ListState asked) {
        AnomalyPage page = service.page();
        Map<Long, AnomalyTable.Shown> shown = new HashMap<>();
        var looked = new ArrayList<Change>();
        AnomalyList.chosen(page, asked).stream()
                .map(Row::anomaly)
                .limit(MOST_CAUSES)
                .forEach(one -> {
                    Change change = changes.change(one.change());
                    looked.add(change);
                    shown.put(one.id(), new AnomalyTable.Shown(cause(one, change), days(one)));
                });
        boolean any = costs.extent().isPresent();
        boolean others = !any && !costs.seesEverything() && costs.observedAt().isPresent();
        return new Loaded(
                page,
                shown,
                UnreadEvents.of(looked),
                any,
                others,
                any || others ? null : NoCostsYet.of(scope, readings),
                costs.seesEverything() ? aws.state() : null,
                readings.of(ReadingText.jobs(CostReadings.RESTS_ON)));
    }

    /** The four weeks that end with it, in which it stands out; a longer one alone. */
    private List<BigDecimal> days(Anomaly one) {
        LocalDate from = one.days().to().minusDays(Math.max(one.length() + DAYS_BEFORE, DRAWN_DAYS));
        return costs
                .ask(new CostQuery(
                        from,
                        one.days().to(),
                        Granularity.DAILY,
                        CostMetric.EFFECTIVE,
                        Dimension.TEAM,
                        one.change().filters()))
                .currencies()
                .stream()
                .filter(of -> of.currency().equals(one.series().currency()))
                .flatMap(of -> of.rows().stream())
                .findFirst()
                .map(row -> row.perPeriod())
                .orElse(List.of());
    }

    private static Optional<AnomalyPanel.Told> cause(Anomaly one, Change change) {
        return change.currencies().stream()
                .filter(of -> of.currency().equals(one.series().currency()))
                .findFirst()
                .flatMap(of -> AnomalyPanel.mainCause(one, change, of));
    }

    @Override
    protected Component shown(Loaded loaded) {
        Component ours = loaded.anyCosts()
                ? FreshnessNote.of(
                                ReadingText.lines(loaded.readings(), CostReadings.RESTS_ON),
                                loaded.readings().sync())
                        .<Component>map(note -> Styled.stack(note, ours(loaded)))
                        .orElseGet(() -> ours(loaded))
                : ours(loaded);
        boolean admin = scope.has(Role.ADMIN);
        AwsAnomalyService.State told = loaded.aws();
        if (told == null
                || loaded.page().lookedUntil() == null
                || !loaded.anyCosts()
                || !AwsAnomalySection.isShown(told, admin)) {
            return ours;
        }
        Div all = Styled.stack();
        all.add(ours, AwsAnomalySection.of(paid, told, loaded.page().accounts(), admin, this::refresh));
        return all;
    }

    private Component ours(Loaded loaded) {
        AnomalyPage page = loaded.page();
        all = page.all();
        named = page.teams();
        bounds.setVisible(scope.has(Role.ADMIN));
        ListState list = state();
        List<Anomaly> rows =
                AnomalyList.chosen(page, list).stream().map(Row::anomaly).toList();
        offer(AnomalyList.choices(page, list));
        filters().setVisible(!all.isEmpty());
        header.facts(facts(page));
        if (loaded.othersOnly()) {
            return FirstUse.nothingOfYours(scope.visibility());
        }
        NoCostsYet none = loaded.none();
        if (none != null) {
            header.facts("Costs haven\u2019t been read yet");
            return none.state(this::go);
        }
        if (page.lookedUntil() == null) {
            return EmptyState.notRead(
                    "Costs haven\u2019t been compared yet",
                    "Bursar compares each whole day with the same weekday of the eight weeks before. It needs two weeks of costs,"
                            + " and looks as soon as they have been read.");
        }
        if (all.isEmpty()) {
            return EmptyState.nothingFound(
                    "No cost was far above what was expected",
                    Looked.at(
                            "whole days of each team and service until " + Formats.date(page.lookedUntil())
                                    + " against the weeks before",
                            1,
                            page.lookedAt()),
                    "");
        }
        exports.offer("Anomalies", AnomalyList.LISTING, list, rows.size());
        if (rows.isEmpty()) {
            return EmptyState.noMatch(
                            "No anomalies match these filters",
                            Formats.count(all.size(), "anomaly is", "anomalies are") + " known.")
                    .actions(Buttons.primary("Clear filters", click -> open(list.inSameOrder())));
        }
        var table =
                new AnomalyTable(this, page, rows, loaded.shown(), seesEvents(), page.mayRate() ? this::rate : null);
        return loaded.unread()
                .note()
                .<Component>map(note -> Styled.stack(note, table))
                .orElse(table);
    }

    private static FactLine facts(AnomalyPage page) {
        LocalDate until = page.lookedUntil();
        return until == null
                ? new FactLine("Costs haven\u2019t been compared yet")
                : new FactLine("Checked for new ones up to " + Formats.date(until))
                        .fact(Formats.count(page.open().size()) + " open");
    }

    private record Details(Anomaly anomaly, AnomalyPage page, Change change, List<Beside> aws) {}

    private Optional<Details> details(long id) {
        return service.find(id)
                .map(one -> new Details(one, service.page(), changes.change(one.change()), aws.beside(id)));
    }

    private AnomalyPanel panel(Details details) {
        @Nullable
        Component rating = details.page().mayRate() && !details.anomaly().gone()
                ? new RatingForm(details.anomaly(), service, today(), this::refresh)
                : null;
        return new AnomalyPanel(
                details.anomaly(),
                details.page(),
                details.change(),
                details.aws(),
                EventLinks.of(scope, events, details.change().question(), workers, clock),
                rating,
                this::close);
    }

    private boolean seesEvents() {
        return scope.has(Role.ADMIN) || scope.has(Role.AUDITOR) || scope.has(Role.LEAD);
    }

    /** Rates a row at once; what is planned needs a day, which its details ask for. */
    private void rate(Anomaly one, Rating rating) {
        if (rating == Rating.PLANNED) {
            open(state().with(AnomalyList.OPEN, Optional.of(one.id())));
            return;
        }
        UserAction.of(() -> service.rate(one.id(), one.version(), rating, null, ""))
                .denied("You can no longer rate this anomaly. Nothing was changed.")
                .run();
        refresh();
    }

    /** Asks what an anomaly is. What can't be is said at its field; where somebody else was faster, what was entered stays. */
    static final class RatingForm extends Composite<Div> {
        private final AnomalyService service;
        private final Runnable rated;
        private final RadioButtonGroup<Rating> rating = new RadioButtonGroup<>("What is it?");
        private final DatePicker until = new DatePicker("Last day");
        private final TextArea note = new TextArea("Note");
        private final long id;
        private int version;

        /** @param rated told when it has been stored */
        RatingForm(Anomaly anomaly, AnomalyService service, LocalDate today, Runnable rated) {
            this.service = service;
            this.rated = rated;
            id = anomaly.id();
            version = anomaly.version();
            Rated known = anomaly.rated();
            rating.setItems(Rating.values());
            rating.setItemLabelGenerator(AnomalyText::name);
            rating.addThemeName("vertical");
            rating.setManualValidation(true);
            until.setI18n(DayFormats.words());
            until.setMin(today);
            until.setRequiredIndicatorVisible(true);
            until.setManualValidation(true);
            until.setVisible(false);
            note.setMaxLength(AnomalyService.LONGEST_NOTE);
            rating.addValueChangeListener(change -> {
                rating.setInvalid(false);
                rating.setHelperText(change.getValue() == null ? "" : AnomalyText.meaning(change.getValue()));
                until.setVisible(change.getValue() == Rating.PLANNED);
            });
            until.addValueChangeListener(change -> until.setInvalid(false));
            if (known != null) {
                rating.setValue(known.rating());
                until.setValue(known.until());
                note.setValue(known.note());
            }
            getContent()
                    .add(Styled.div("change-fields", rating, until, note), Buttons.primary("Save", click -> save()));
            getContent().addClassName("rating-form");
        }

        private void save() {
            if (rating.getValue() == null) {
                FieldErrors.show(rating, "Choose what it is.");
                return;
            }
            boolean saved = UserAction.of(
                            () -> service.rate(id, version, rating.getValue(), until.getValue(), note.getValue()))
                    .on(RatingRefused.class, this::refused)
                    .stale(this::meanwhile)
                    .denied("You can no longer rate this anomaly. Nothing was changed.")
                    .run();
            if (saved) {
                Notices.success("Saved.");
                rated.run();
            }
        }

        private void meanwhile() {
            Optional<Anomaly> now = service.find(id);
            now.ifPresent(one -> version = one.version());
            Notices.warning(now.map(one -> one.rated() == null
                            ? "It has changed. Your choice is still here; save again."
                            : "Someone rated it meanwhile: " + AnomalyText.rated(one)
                                    + ". Your choice is still here; save again to replace it.")
                    .orElse("You can no longer open this anomaly. Nothing was saved."));
        }

        private void refused(RatingRefused refused) {
            switch (refused.why()) {
                case NO_DAY -> refuse("Enter the last day of what is planned.");
                case DAY_OUT_OF_RANGE -> refuse("Choose a day from today on, at most two years ahead.");
                case NOTE_TOO_LONG -> {
                    FieldErrors.show(note, "Shorten the note to 500 characters.");
                    note.focus();
                }
            }
        }

        private void refuse(String sentence) {
            FieldErrors.show(until, sentence);
            until.focus();
        }
    }
}
