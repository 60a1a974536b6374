package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.ReachChoice;
import dev.bursar.setup.reach.ReachFeature;
import dev.bursar.setup.reach.ReachQuestions;
import dev.bursar.setup.reach.ReachRefused;
import dev.bursar.setup.reach.ReachService;
import dev.bursar.setup.reach.ReachSettings;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.read.Backfill;
import dev.bursar.trail.read.TrailSettings;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** By which roles member accounts are read, and how each account answers. */
@Route(SetupLinks.REACH)
@PageTitle(SetupLinks.REACH_TITLE)
@Menu(order = 9.25, title = SetupLinks.REACH_TITLE)
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ReachView extends Div implements AfterNavigationObserver {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final Duration LONGEST_CHECK = Duration.ofMinutes(10);

    private final ReachService service;
    private final ReachQuestions questions;
    private final PageWork work;

    private final PageHeader header = new PageHeader(SetupLinks.REACH_TITLE);
    private final Paragraph working = new Paragraph();
    private final LoadedPart<Loaded> content;
    private final Clock clock;
    private Div answers = new Div();
    private final Div templates = new Div();
    private @Nullable ReachState shown;
    private final Set<String> open = new HashSet<>();
    private final Set<ReachFeature> features = EnumSet.of(ReachFeature.TAGS);

    private record Loaded(ReachState state, Backfill.State events) {}

    ReachView(ReachService service, ReachQuestions questions, Backfill backfill, Workers workers, Clock clock) {
        this.service = service;
        this.clock = clock;
        this.questions = questions;
        work = new PageWork(this, workers);
        content = new LoadedPart<>(workers, clock, () -> new Loaded(service.state(), backfill.now()), this::shown)
                .failure("Access to accounts could not be loaded", "Nothing was lost.");
        addClassNames("page", "reach");
        working.addClassName("step-working");
        working.getElement().setAttribute("role", "status");
        var changes = new Anchor(JournalLinks.about(ReachService.SUBJECT));
        var regions = new Anchor(SetupLinks.REGIONS);
        regions.getElement().setAttribute("router-link", true);
        header.actions(
                PageHeader.downloadLink(regions, Icons.ARROW_RIGHT, "See Regions"),
                PageHeader.downloadLink(changes, Icons.HISTORY, "See history"));
        add(header, new SectionTabs(TabSection.ADMIN, SetupLinks.REACH), working, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Loading access to accounts", 8, false));
    }

    private Component shown(Loaded loaded) {
        ReachState state = loaded.state();
        header.facts(ReachText.facts(state));
        var form = new ReachForm(state, this::save);
        var table = new Div(table(state));
        // once accounts were checked, how they answer is what people come for
        var parts = state.summary().checkedAt() == null ? new Div(form, table) : new Div(table, form);
        answers = table;
        if (shown == null && state.settings().enabled()) {
            features.addAll(EnumSet.allOf(ReachFeature.class));
        }
        shown = state;
        templates.removeAll();
        templates.add(new TemplateSection(state, features));
        parts.add(templates, new EventsSection(loaded.events()));
        parts.addClassName("stack");
        return parts;
    }

    private ReachTable table(ReachState state) {
        return new ReachTable(state, open, this::test, this::testAll, () -> templates.scrollIntoView());
    }

    /** Shows how accounts answer while they are checked; what is typed above stays. */
    private void follow(Instant until) {
        work.askAfter(
                LOOK_AGAIN,
                service::state,
                state -> {
                    if (!state.equals(shown)) {
                        shown = state;
                        header.facts(ReachText.facts(state));
                        answers.removeAll();
                        answers.add(table(state));
                    }
                    if (clock.instant().isBefore(until)) {
                        follow(until);
                    }
                },
                problem -> {});
    }

    private void save(ReachChoice choice, int version) {
        boolean saved = UserAction.of(() -> service.change(choice, version))
                .stale(() -> {
                    Notices.warning(
                            "Someone else changed these settings in the meantime. Your changes were not saved. The page"
                                    + " now shows theirs.");
                    content.reload();
                })
                .denied("Nothing was saved. You no longer have permission to change access to accounts.")
                .run();
        if (saved) {
            Notices.success("Saved. Bursar checks the accounts within a few minutes.");
            content.reload();
            follow(clock.instant().plus(LONGEST_CHECK));
        }
    }

    private void testAll() {
        if (UserAction.of(service::testAll).run()) {
            Notices.success("Bursar checks all accounts within a few minutes. The table below follows.");
            follow(clock.instant().plus(LONGEST_CHECK));
        }
    }

    private void test(String account) {
        working.setText("Testing the account");
        work.ask(
                () -> questions.test(account).isPresent(),
                refused -> {
                    working.setText(
                            refused
                                    ? "Tested. The table shows what AWS refused."
                                    : "Tested. The account is connected.");
                    content.reload();
                },
                problem -> {
                    working.setText("");
                    UserAction.of(() -> {
                                throw problem;
                            })
                            .run();
                });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    /** The two ways in which CloudTrail's events come in, and how long reading back takes by each. */
    static final class EventsSection extends Composite<Section> {
        private final Section section = new Section("CloudTrail events");

        EventsSection(Backfill.State state) {
            if (state.behind() > 0) {
                section.status(new StatusBadge(
                        Kind.WARNING,
                        Icons.TRIANGLE_ALERT,
                        "Falling behind in " + Formats.count(state.behind(), "place", "places")));
            }
            section.with(
                    paragraph(
                            "By LookupEvents.",
                            "Needs the role and goes back 90 days, with at most 60 requests of 50 events an hour in each"
                                    + " account and Region. " + lookups(state)),
                    paragraph(
                            "From a trail\u2019s log files in S3.",
                            "Needs no access to member accounts, goes back as far as the trail, and suits large"
                                    + " organisations better. Bursar reads about 300 files a minute. "
                                    + files(state)),
                    new Paragraph(new Anchor(TrailLinks.EVENTS, "Go to CloudTrail")));
        }

        private static String lookups(Backfill.State state) {
            if (state.places() == 0) {
                return "Nothing has been read yet. In each account and Region an hour brings up to 3,000 events.";
            }
            String read = "All 90 days have been read in " + state.whole() + " of the "
                    + Formats.count(state.places(), "pair of account and Region", "pairs of account and Region")
                    + " that Bursar can read.";
            int runs = state.runs().orElse(0);
            return runs == 0 || state.whole() == state.places()
                    ? read
                    : read + " The rest takes about " + Formats.count(runs, "more hour", "more hours") + ".";
        }

        private static String files(Backfill.State state) {
            if (!state.files()) {
                return "To use them, give Bursar\u2019s role read access to the bucket, and set " + TrailSettings.FILES
                        + " to the folder that contains AWSLogs.";
            }
            String source = " Their folder is set in " + TrailSettings.FILES + ".";
            return state.minutes()
                            .map(minutes -> "The files of " + Formats.count(state.waitingDays(), "day", "days")
                                    + " are still to be read, which takes about "
                                    + Formats.count(minutes, "minute", "minutes") + ".")
                            .orElse("All files have been read.")
                    + source;
        }

        private static Paragraph paragraph(String title, String words) {
            var head = new Span(title);
            head.addClassName("strong");
            return new Paragraph(head, new Span(" " + words));
        }

        @Override
        protected Section initContent() {
            return section;
        }
    }

    /** Whether member accounts are read, by which role and in which Regions. What is wrong is said at its field. */
    static final class ReachForm extends Composite<Section> {
        private static final int LONGEST = 2_000;

        private final Section section = new Section("Settings");
        private final Checkbox enabled = new Checkbox("Read member accounts");
        private final TextField role = new TextField("Role name");
        private final TextField externalId = new TextField("ExternalId");
        private final TextField regions = new TextField("Regions");
        private final int version;

        /** @param save is told what was typed and the version that was seen */
        ReachForm(ReachState state, BiConsumer<ReachChoice, Integer> save) {
            ReachSettings settings = state.settings();
            version = settings.version();
            enabled.setValue(settings.enabled());
            role.setValue(settings.role().name());
            role.setHelperText("The role has the same name in every account.");
            externalId.setValue(settings.role().externalId());
            externalId.setHelperText(
                    "The role trusts Bursar only with this text, so that nobody else can make Bursar read your accounts. It is not"
                            + " a secret.");
            List<String> chosen = settings.regions();
            regions.setValue(chosen == null ? "" : String.join(", ", chosen));
            regions.setPlaceholder("All enabled Regions");
            regions.setHelperText("Such as eu-central-1, us-east-1.");
            List.of(role, externalId, regions).forEach(field -> {
                field.setMaxLength(LONGEST);
                field.addValueChangeListener(change -> field.setInvalid(false));
            });
            var fields = Styled.div("field-row", role, regions, externalId);
            var note = Styled.note(
                    "Bursar assumes a role in each member account to read tags, resources and events. The account of Bursar\u2019s own"
                            + " credentials needs no role.");
            var buttons = Styled.div(
                    "reach-buttons",
                    Buttons.copy("Copy ExternalId", settings.role().externalId()));
            section.with(note, enabled, fields, buttons);
            if (state.mayEdit()) {
                buttons.add(Buttons.primary("Save", click -> save(save)));
            } else {
                enabled.setReadOnly(true);
                List.of(role, externalId, regions).forEach(field -> field.setReadOnly(true));
            }
        }

        private void save(BiConsumer<ReachChoice, Integer> save) {
            try {
                save.accept(
                        new ReachChoice(
                                enabled.getValue(),
                                role.getValue(),
                                externalId.getValue(),
                                ReachText.regions(regions.getValue())),
                        version);
            } catch (ReachRefused e) {
                refuse(e.reason());
            }
        }

        private void refuse(ReachRefused.Reason reason) {
            TextField field = switch (reason.field()) {
                case ROLE -> role;
                case EXTERNAL_ID -> externalId;
                case REGIONS -> regions;
            };
            FieldErrors.show(field, ReachText.refusal(reason));
            field.focus();
        }

        @Override
        protected Section initContent() {
            return section;
        }
    }
}
