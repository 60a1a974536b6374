package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
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
import dev.bursar.setup.reach.ReachService;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.trail.read.Backfill;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
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
                PageHeader.downloadLink(changes, Icons.HISTORY, "See changes"));
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
        parts.add(new TemplateSection(state, features), new EventsSection(loaded.events()));
        parts.addClassName("stack");
        return parts;
    }

    private ReachTable table(ReachState state) {
        return new ReachTable(state, open, this::test, this::testAll);
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
}
