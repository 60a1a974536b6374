package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.plan.BudgetHistory.Suggestion;
import dev.bursar.budgets.plan.BudgetHistory.WouldHave;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.budgets.plan.BudgetPlanning.Choices;
import dev.bursar.budgets.plan.BudgetPlanning.Preview;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StaleChoice;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Sets one budget, new or stored, with what its limit would have done beside it. */
@Route(BudgetLinks.NEW)
@RouteAlias(BudgetLinks.BUDGETS + "/:" + BudgetView.BUDGET + "/edit")
@PageTitle("Set budget")
@RolesAllowed(Role.ADMIN_NAME)
class BudgetFormView extends Div implements AfterNavigationObserver {
    private final BudgetEdits edits;
    private final BudgetPlanning planning;
    private final BudgetService service;
    private final Clock clock;
    private final PageWork work;
    private final PageWork previews;
    private final PageHeader header = new PageHeader("New budget");
    private final Div content = new Div();
    private final Div preview = Styled.div("budget-preview");
    private final Div conflict = new Div();
    private Optional<Integer> asked = Optional.empty();
    private @Nullable BudgetForm form;
    private @Nullable Budget budget;

    BudgetFormView(BudgetEdits edits, BudgetPlanning planning, BudgetService service, Workers workers, Clock clock) {
        this.edits = edits;
        this.planning = planning;
        this.service = service;
        this.clock = clock;
        work = new PageWork(this, workers);
        previews = new PageWork(this, workers);
        addClassNames("page", "budgets");
        preview.getElement().setAttribute("aria-live", "polite");
        add(header, new SectionTabs(TabSection.BUDGETS, BudgetLinks.BUDGETS), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getRouteParameters()
                .get(BudgetView.BUDGET)
                .map(text -> text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0);
        header.title(asked.isPresent() ? "Edit budget" : "New budget");
        read();
    }

    @Override
    protected void onDetach(com.vaadin.flow.component.DetachEvent event) {
        work.forget();
        previews.forget();
    }

    private record Opened(Choices choices, Optional<Budget> budget) {}

    private void read() {
        content.removeAll();
        content.add(Skeleton.table("Looking up teams and costs", 6, false));
        work.ask(() -> new Opened(planning.choices(), asked.flatMap(service::find)), this::show, this::failed);
    }

    private void show(Opened opened) {
        content.removeAll();
        conflict.removeAll();
        budget = opened.budget().orElse(null);
        if (asked.isPresent() && (budget == null || budget.endedOn() != null)) {
            content.add(EmptyState.missing("Budget not found", "It doesn\u2019t exist, or it has ended.")
                    .actions(Buttons.primary(
                            "See all budgets", click -> getUI().ifPresent(ui -> ui.navigate(BudgetsView.class)))));
            return;
        }
        header.facts(new FactLine());
        header.breadcrumb(
                List.of(new RouterLink("Budgets", BudgetsView.class)),
                asked.isPresent() ? "Edit budget" : "New budget");
        var fields = new BudgetForm(opened.choices(), budget, this::preview);
        form = fields;
        var buttons = Styled.div(
                "form-buttons",
                Buttons.primary("Save budget", click -> save()),
                Buttons.neutral("Cancel", click -> back()));
        var columns = new Div(
                new Section("What the budget limits").with(conflict, fields, buttons),
                new Section("In past periods").with(preview));
        columns.addClassNames("columns", "panel");
        content.add(columns);
        preview();
    }

    private void preview() {
        BudgetForm fields = form;
        if (fields == null) {
            return;
        }
        Budget stored = budget;
        var scope = fields.scope();
        if (scope.isEmpty() || fields.currency() == null) {
            say("Choose what the budget is for to see its past costs.");
            return;
        }
        Month yearStart = fields.yearStart();
        var cadence = fields.cadence();
        var currency = fields.currency();
        var basis = fields.basis();
        var thresholds = fields.thresholds();
        var limit = fields.limit().orElse(null);
        previews.ask(
                () -> planning.preview(scope.get(), cadence, yearStart, currency, basis, thresholds, limit),
                found -> show(found, fields),
                problem -> say("The past periods could not be calculated. You can still save."));
    }

    private void say(String words) {
        preview.removeAll();
        preview.add(new Paragraph(words));
    }

    private void show(Preview found, BudgetForm fields) {
        preview.removeAll();
        if (found.suggestion().isEmpty()) {
            preview.add(
                    new Paragraph("No whole period of these costs has been read yet, so no limit can be suggested."));
            return;
        }
        Suggestion suggestion = found.suggestion().get();
        String currency = fields.currency();
        preview.add(
                new Paragraph("Suggested limit: " + Formats.limit(suggestion.limit(), currency) + ". "
                        + reason(suggestion, currency)),
                Buttons.neutral(
                        "Use " + Formats.limit(suggestion.limit(), currency),
                        click -> fields.fill(suggestion.limit())));
        if (found.wouldHave().isEmpty()) {
            return;
        }
        var verdict = new Paragraph(verdict(found.wouldHave(), fields.cadence()));
        verdict.addClassName("strong");
        preview.add(verdict, list(found.wouldHave(), currency));
    }

    /** {@code The median of Aug, Sep and Oct 2026 is $43,912.10.} */
    static String reason(Suggestion suggestion, String currency) {
        List<String> names =
                suggestion.periods().reversed().stream().map(Formats::period).toList();
        String periods = names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        return (suggestion.periods().size() == 1 ? "The cost of " + periods : "The median of " + periods) + " is "
                + Formats.money(suggestion.median(), currency) + ".";
    }

    /** {@code With this limit, 2 of the last 6 months would have been over. The first alert would have come on 14 Oct 2026.} */
    static String verdict(List<WouldHave> past, Cadence cadence) {
        long over = past.stream().filter(WouldHave::over).count();
        String unit = unit(cadence);
        if (past.size() == 1) {
            return "With this limit, the last " + unit + " would " + (over == 0 ? "not " : "") + "have been over."
                    + alerted(past);
        }
        return "With this limit, " + (over == 0 ? "none" : Formats.count(over)) + " of the last "
                + Formats.count(past.size(), unit, unit + "s") + " would have been over." + alerted(past);
    }

    /** When people would have known of the last period that would have been over. */
    private static String alerted(List<WouldHave> past) {
        return past.stream()
                .filter(WouldHave::over)
                .findFirst()
                .flatMap(WouldHave::toldOn)
                .map(day -> " The first alert would have come on " + Formats.date(day) + ".")
                .orElse("");
    }

    private static String unit(Cadence cadence) {
        return switch (cadence) {
            case MONTH -> "month";
            case QUARTER -> "quarter";
            case YEAR -> "year";
        };
    }

    private static Component list(List<WouldHave> past, String currency) {
        var list = new UnorderedList();
        list.addClassName("facts-list");
        for (WouldHave one : past) {
            var head = Styled.div(
                    "fact-head",
                    new Span(Formats.period(one.period())),
                    new Span(Formats.money(one.spent(), currency)));
            var note = new Paragraph(note(one));
            note.addClassName("fact-part");
            list.add(new ListItem(head, note));
        }
        return list;
    }

    private static String note(WouldHave one) {
        String over =
                one.overOn().map(day -> "over on " + Formats.shortDate(day)).orElse("within the limit");
        return one.toldOn()
                .map(day -> over + ", first alert on " + Formats.shortDate(day))
                .orElse(over + ", no alert");
    }

    private void save() {
        BudgetForm fields = form;
        if (fields == null) {
            return;
        }
        fields.read()
                .ifPresent(draft -> UserAction.of(() -> store(draft, fields.yearStart()))
                        .on(BudgetRefused.class, fields::refused)
                        .stale(() -> stale(draft, fields.yearStart()))
                        .run());
    }

    /** Another admin saved first. A budget that has ended can't be kept: the page then says that it is gone. */
    private void stale(BudgetDraft yours, Month yearStart) {
        work.ask(
                () -> new Opened(planning.choices(), asked.flatMap(service::find)),
                now -> {
                    Optional<Budget> theirs = now.budget().filter(found -> found.endedOn() == null);
                    conflict.removeAll();
                    if (theirs.isEmpty()) {
                        show(now);
                        return;
                    }
                    var names = now.choices().people();
                    conflict.add(new StaleChoice(
                            "budget",
                            theirs.map(found ->
                                    BudgetSummary.of(found, now.choices().today(), names)),
                            BudgetSummary.of(yours, yearStart, names),
                            () -> show(now),
                            () -> {
                                budget = theirs.get();
                                conflict.removeAll();
                            }));
                },
                this::failed);
    }

    private void store(BudgetDraft draft, Month yearStart) {
        Budget stored = budget;
        int id;
        if (stored == null) {
            id = edits.create(draft, yearStart);
        } else {
            id = stored.id();
            edits.change(id, stored.version(), draft);
        }
        Notices.success("Budget saved.");
        getUI().ifPresent(ui -> ui.navigate(BudgetLinks.budget(id)));
    }

    private void back() {
        String address = asked.map(BudgetLinks::budget).orElse(BudgetLinks.BUDGETS);
        getUI().ifPresent(ui -> ui.navigate(address));
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        content.add(FailedState.of(
                problem, "The budget could not be loaded", "Nothing was lost.", clock.instant(), this::read));
    }

    /** What a budget sets, in a sentence for each part, so that two people's versions can be compared. */
    static final class BudgetSummary {
        private static final int LONGEST_NAME = 60;

        private BudgetSummary() {}

        static String of(Budget stored, LocalDate today, Map<PersonId, String> names) {
            LocalDate from = stored.shown(today).getStart();
            List<BigDecimal> limits = new ArrayList<>(List.of(
                    stored.limit(from).orElse(stored.limits().firstEntry().getValue())));
            limits.addAll(stored.limits().tailMap(from, false).values());
            return of(
                    new BudgetDraft(
                            stored.scope(),
                            stored.cadence(),
                            stored.currency(),
                            from,
                            limits,
                            stored.basis(from),
                            stored.thresholds(),
                            stored.tellsLeads(),
                            stored.people()),
                    stored.yearStart(),
                    names);
        }

        static String of(BudgetDraft draft, Month yearStart, Map<PersonId, String> names) {
            String limits = draft.limits().stream()
                    .map(limit -> Formats.money(limit, draft.currency()))
                    .collect(Collectors.joining(", "));
            String alerts = draft.thresholds().stream()
                    .sorted()
                    .map(BudgetText::threshold)
                    .collect(Collectors.joining(", "));
            return "Limit from " + Formats.period(draft.cadence().period(draft.from(), yearStart)) + ": " + limits
                    + ". Costs: "
                    + BudgetText.basis(draft.basis()) + ". Alerts: " + (alerts.isEmpty() ? "none" : alerts)
                    + ". E-mail: "
                    + told(draft, names) + ".";
        }

        private static String told(BudgetDraft draft, Map<PersonId, String> names) {
            var told = new ArrayList<String>();
            if (draft.tellsLeads() && draft.scope() instanceof BudgetScope.OfTeam) {
                told.add("the team\u2019s leads");
            }
            draft.people().stream()
                    .map(person -> PlainText.cut(names.getOrDefault(person, "1 more person"), LONGEST_NAME))
                    .sorted()
                    .forEach(told::add);
            return told.isEmpty() ? "nobody" : String.join(", ", told);
        }
    }
}
