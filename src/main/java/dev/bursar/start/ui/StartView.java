package dev.bursar.start.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.start.StartLinks;
import dev.bursar.start.StartService;
import dev.bursar.start.StartService.Step;
import dev.bursar.start.StartTitles;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
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
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is left to set up until each page has something to show. It follows the data by itself. */
@Route(StartLinks.GETTING_STARTED)
@PageTitle(StartLinks.TITLE)
@Menu(order = 9.7, title = StartLinks.TITLE)
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class StartView extends Div implements AfterNavigationObserver {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final StartService service;
    private final Scope scope;
    private final Clock clock;
    private final PageWork work;
    private final PageHeader header = new PageHeader(StartLinks.TITLE);
    private final Div content = Styled.div("page-content");

    StartView(StartService service, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.scope = scope;
        this.clock = clock;
        this.work = new PageWork(this, workers).rebuilt(this::load);
        addClassName("page");
        add(header, new SectionTabs(TabSection.ADMIN, StartLinks.GETTING_STARTED), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        replace(List.of(Skeleton.table("Looking at what is set up", 12, false)));
        load();
    }

    private void load() {
        work.ask(service::steps, this::show, this::failed);
    }

    private void show(List<Step> steps) {
        long settled = steps.stream().filter(Step::isSettled).count();
        header.facts(
                settled == steps.size()
                        ? "All " + Formats.count(steps.size()) + " steps are done. Each page has what it needs."
                        : Formats.count(settled) + " of " + Formats.count(steps.size()) + " steps are done.");
        var sections = new ArrayList<Component>();
        List<Step> left = steps.stream().filter(step -> !step.isSettled()).toList();
        if (!left.isEmpty()) {
            var section = section("To do", left);
            long mine =
                    left.stream().filter(step -> step.isLeftOutBy(scope::has)).count();
            if (mine > 0) {
                section.endNote(
                        Formats.count(mine, "step", "steps") + (mine == left.size() ? " left" : " left for you"));
            }
            if (scope.has(Role.ADMIN)
                    && !scope.has(Role.FINANCE)
                    && left.stream().anyMatch(StartView::isOfFinance)) {
                section.actions(Buttons.neutral("Give me the finance role", click -> takeFinance()));
            }
            sections.add(section);
        }
        if (left.size() < steps.size()) {
            sections.add(section("Done", steps.stream().filter(Step::isSettled).toList()));
        }
        replace(sections);
        lookAgain(steps);
    }

    private static boolean isOfFinance(Step step) {
        return step.isDoneBy(Role.FINANCE::equals);
    }

    private Section section(String title, List<Step> steps) {
        var list = new UnorderedList();
        list.addClassNames("facts-list", "setup-steps");
        steps.forEach(step -> list.add(item(step)));
        return new Section(title).flush().with(list);
    }

    private ListItem item(Step step) {
        boolean done = step.extent().isDone();
        boolean mine = step.isDoneBy(scope::has);
        String body = StartText.body(step);
        var words = new Paragraph(done || mine ? body : body + " " + StartText.who(step.step()));
        words.addClassName("need-body");
        var ways = Styled.div("setup-ways");
        if (mine) {
            StartText.address(step.step()).ifPresent(address -> ways.add(new Anchor(address, way(step))));
        }
        if (!done && step.isLeftOutBy(scope::has)) {
            ways.add(
                    step.leftOut()
                            ? Buttons.link("Do this after all", click -> change(() -> service.takeUp(step.step())))
                            : Buttons.link(
                                    "We don\u2019t need this", click -> change(() -> service.leaveOut(step.step()))));
        }
        var item = new ListItem(new H3(StartTitles.of(step.step())), badge(step), words, ways);
        item.getElement().setAttribute("data-step", step.step().name());
        return item;
    }

    private static String way(Step step) {
        if (step.extent().isDone()) {
            return "Open";
        }
        return step.step() == SetupStep.COSTS ? "Open Set-up" : StartTitles.of(step.step());
    }

    private static StatusBadge badge(Step step) {
        String words = StartText.state(step);
        if (step.extent().isDone()) {
            return new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
        }
        return step.leftOut() || StartText.waits(step)
                ? new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, words)
                : new StatusBadge(Kind.INFO, Icons.CIRCLE_DOT, words);
    }

    private void takeFinance() {
        if (UserAction.of(service::takeFinance)
                .on(StaleEdit.class, e -> Notices.warning("Somebody changed your roles in the meantime. Try again."))
                .denied("Nothing was changed. You are no longer an admin.")
                .run()) {
            Notices.success("You have the finance role too.");
            load();
        }
    }

    private void change(Runnable change) {
        if (UserAction.of(change)
                .denied("Nothing was changed. You no longer have permission to do this.")
                .run()) {
            load();
        }
    }

    /** What is done elsewhere appears by itself. */
    private void lookAgain(List<Step> shown) {
        work.askAfter(
                LOOK_AGAIN,
                service::steps,
                steps -> {
                    if (steps.equals(shown)) {
                        lookAgain(shown);
                    } else {
                        show(steps);
                    }
                },
                this::failed);
    }

    private void failed(RuntimeException problem) {
        replace(List.of(FailedState.of(
                problem, "The steps could not be loaded", "Nothing was lost.", clock.instant(), this::load)));
    }

    private void replace(List<? extends Component> components) {
        content.removeAll();
        components.forEach(content::add);
    }
}
