package dev.bursar.start.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
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
import dev.bursar.access.AccessLinks;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.org.OrgLinks;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.start.StartLinks;
import dev.bursar.start.StartService;
import dev.bursar.start.StartService.Step;
import dev.bursar.start.StepText;
import dev.bursar.tagging.TagLinks;
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
import module java.base;

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
        list.setClassName("settled", steps.stream().allMatch(Step::isSettled));
        steps.forEach(step -> list.add(item(step)));
        return new Section(title).flush().with(list);
    }

    private ListItem item(Step step) {
        boolean done = step.extent().isDone();
        boolean mine = step.isDoneBy(scope::has);
        String body = StartText.body(step);
        var words = new Paragraph(done || mine ? body : body + " " + StartText.who(step.step()));
        words.addClassName("need-body");
        var title = new H3();
        StartText.address(step.step())
                .filter(address -> mine)
                .ifPresentOrElse(
                        address -> title.add(new Anchor(address, StepText.of(step.step()))),
                        () -> title.setText(StepText.of(step.step())));
        var ends = Styled.div("setup-ways");
        if (!done && step.isLeftOutBy(scope::has)) {
            Button skip = step.leftOut()
                    ? Buttons.link("Do this after all", click -> change(() -> service.takeUp(step.step())))
                    : Buttons.link("Skip", click -> change(() -> service.leaveOut(step.step())));
            skip.setAriaLabel(skip.getText() + ": " + StepText.of(step.step()));
            ends.add(skip);
        }
        ends.add(badge(step));
        var item = new ListItem(Styled.div("setup-words", title, words), ends);
        item.getElement().setAttribute("data-step", step.step().name());
        return item;
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
                .on(StaleEdit.class, e -> Notices.warning("Someone changed your roles in the meantime. Try again."))
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

    /** What the Getting started page says of each step: how far it is, what it brings, what it costs and who does it. */
    static final class StartText {
        private StartText() {}

        /** {@code Done}, {@code 11 of 12}, {@code To do}. */
        static String state(Step step) {
            Extent extent = step.extent();
            if (extent.isDone()) {
                return "Done";
            }
            if (step.leftOut()) {
                return "Not needed";
            }
            return extent.done() > 0
                    ? Formats.count(extent.done()) + " of " + Formats.count(extent.of())
                    : waits(step) ? "Waits for the steps above" : "To do";
        }

        /** Whether there is nothing yet that it could be done with. */
        static boolean waits(Step step) {
            return step.extent().of() == 0;
        }

        static String body(Step step) {
            Extent extent = step.extent();
            int missing = extent.of() - extent.done();
            return switch (step.step()) {
                case CONNECTION ->
                    extent.isDone()
                            ? "AWS accepts Bursar\u2019s credentials."
                            : "Bursar reads costs with the payer account\u2019s read-only permissions. Testing them costs"
                                    + " nothing.";
                case TEAM_TAG ->
                    extent.isDone()
                            ? "Its values name teams."
                            : "The values of one cost allocation tag name the teams that own costs.";
                case COSTS ->
                    extent.isDone()
                            ? "Costs are read every 8 hours."
                            : "Until then every page is blank. Set-up shows what the first read costs before it starts.";
                case CHARGE_FILES ->
                    extent.isDone()
                            ? "Charges include resources, tags and discounts."
                            : "AWS Data Exports say what each resource costs. Without them Tags and Efficiency show"
                                    + " resources without costs. AWS charges only for the S3 storage.";
                case TEAMS ->
                    extent.isDone()
                            ? counted(extent, "team is", "teams are") + " confirmed."
                            : waits(step)
                                    ? "Teams own costs. Bursar proposes them from the values of the team tag."
                                    : counted(missing, "team is", "teams are")
                                            + " new: they have no part of shared pools and no budget until an admin"
                                            + " confirms them.";
                case ACCOUNTS ->
                    extent.isDone()
                            ? counted(extent, "account is", "accounts are") + " connected."
                            : (waits(step)
                                            ? "Accounts are listed with the first read."
                                            : (extent.done() == 0
                                                            ? "No account is connected, so "
                                                            : others(
                                                                    missing,
                                                                    "one isn\u2019t connected, so its ",
                                                                    "ones aren\u2019t connected, so their "))
                                                    + "resources, tags, events and workloads are missing.")
                                    + " Reading is free, except CloudWatch metrics (capped per day).";
                case LEADS ->
                    extent.isDone()
                            ? "Each team has a lead."
                            : waits(step)
                                    ? "Leads see what their team spends."
                                    : extent.done() == 0
                                            ? "No team has a lead who sees its costs."
                                            : others(
                                                    missing,
                                                    "team has no lead who sees its costs.",
                                                    "teams have no lead who sees their costs.");
                case MAIL ->
                    extent.isDone()
                            ? "Alerts and invitations are sent by e-mail."
                            : "Without a mail server Bursar can\u2019t e-mail alerts, and admins must forward invitations"
                                    + " themselves. Set SPRING_MAIL_HOST and restart Bursar.";
                case TAG_POLICY ->
                    extent.isDone()
                            ? "Resources that lack a tag appear on Tags."
                            : "A policy says which tags resources must have. Without one nothing is called untagged. You"
                                    + " see what it finds before you save it.";
                case BUDGETS ->
                    extent.isDone()
                            ? counted(extent, "team has", "teams have") + " a budget."
                            : waits(step)
                                    ? "Budgets tell you before it is too late."
                                    : (extent.done() == 0
                                                    ? "No team has a budget."
                                                    : others(missing, "team has no budget.", "teams have no budget."))
                                            + " Limits are suggested from the last six months.";
                case POOLS ->
                    extent.isDone()
                            ? "Support, tax and commitments are split over teams."
                            : "Pools split Support, tax, unused commitments and the like over teams. Without them these"
                                    + " costs stay Unallocated on statements.";
                case STATEMENTS ->
                    extent.isDone()
                            ? "Leads see their statements."
                            : "Leads see no statement until finance shows a month.";
            };
        }

        /** How many are done stands beside it: a number here would have to be found again on the page that does it. */
        private static String others(int missing, String one, String many) {
            return "The other " + (missing == 1 ? one : many);
        }

        private static String counted(Extent extent, String one, String many) {
            return counted(extent.of(), one, many);
        }

        private static String counted(int count, String one, String many) {
            return Formats.count(count, one, many);
        }

        static String who(SetupStep step) {
            return switch (step) {
                case POOLS, STATEMENTS -> "Finance does this.";
                case MAIL -> "Ask whoever operates Bursar.";
                default -> "An admin does this.";
            };
        }

        /** Where it is done; empty where it is done on no page. */
        static Optional<String> address(SetupStep step) {
            return switch (step) {
                case CONNECTION, TEAM_TAG, COSTS -> Optional.of(SetupLinks.SET_UP);
                case CHARGE_FILES -> Optional.of(SpendLinks.IMPORTS);
                case TEAMS -> Optional.of(OrgLinks.TEAMS);
                case ACCOUNTS -> Optional.of(SetupLinks.REACH);
                case LEADS -> Optional.of(AccessLinks.PEOPLE);
                case MAIL -> Optional.empty();
                case TAG_POLICY -> Optional.of(TagLinks.POLICIES);
                case BUDGETS -> Optional.of(BudgetLinks.ALL_TEAMS);
                case POOLS -> Optional.of(ChargebackLinks.USUAL_POOLS);
                case STATEMENTS -> Optional.of(ChargebackLinks.CHARGEBACK);
            };
        }
    }
}
