package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService.PastPeriod;
import dev.bursar.budgets.query.BudgetService.Sheet;
import dev.bursar.charges.Exclusion;
import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.BeforeAfter;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The parts of a budget's page. */
final class BudgetSections {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** How the journal writes a limit and since when it holds. */
    private static final Pattern SINCE = Pattern.compile("(\\d+(?:\\.\\d+)?) from (\\d{4}-\\d{2}-\\d{2})");

    private static final Pattern DAY = Pattern.compile("(?<= from )(\\d{4}-\\d{2}-\\d{2})");

    private BudgetSections() {}

    /** How the projection is made, or why there is none, or when the budget will be over. */
    static String projection(Sheet sheet) {
        var figures = sheet.row().figures();
        if (figures.projected().isEmpty()) {
            return sheet.costs().daily().isEmpty()
                    ? BudgetState.NO_COSTS.label()
                    : "Needs 7 whole days of costs, "
                            + Formats.count(sheet.costs().whole()) + " so far";
        }
        Optional<Forecast> forecast = figures.forecast();
        Optional<String> over = figures.overOn()
                .filter(day -> figures.state() == BudgetState.FORECAST_OVER)
                .map(day -> forecast.isPresent()
                        ? "Expected to be over on " + Formats.date(day)
                        : "Over on " + Formats.date(day) + " at this rate");
        if (forecast.isPresent()) {
            return over.or(() -> ForecastText.range(
                            forecast.get(), sheet.row().budget().currency()))
                    .orElse("From the daily costs of up to 13 months");
        }
        return over.orElse(
                sheet.costs().whole() == figures.period().lengthInDays()
                        ? "The period is over"
                        : "At the average of the last 7 whole days. One-off charges count once.");
    }

    /** Which costs count, and the same question in Spend. */
    static Component counts(BudgetRow row, Anchor spend) {
        Budget budget = row.budget();
        var list = new DescriptionList();
        list.addClassName("budget-facts");
        fact(list, "State", StateBadge.of(row.figures().state()));
        fact(list, "Scope", new Span(scope(budget.scope())));
        fact(list, "Costs", new Span(BudgetText.basis(row.basis())));
        fact(list, "Alerts at", new Span(BudgetText.thresholds(budget.thresholds())));
        fact(list, "E-mail to", new Span(told(budget)));
        if (budget.endedOn() != null) {
            fact(list, "Ends", new Span("before " + Formats.date(budget.endedOn())));
        }
        var section = new Section("About this budget").with(list);
        if (row.basis().without().contains(Exclusion.CREDITS)) {
            var note = new Paragraph("Credits don\u2019t count, because they would hide overspending.");
            note.addClassNames("note", "quiet");
            section.with(note);
        }
        section.addClassName("budget-counts");
        return section.with(spend);
    }

    private static String scope(BudgetScope scope) {
        return switch (scope) {
            case BudgetScope.OfTeam team -> "Costs that the team owns";
            case BudgetScope.OfDepartment department -> "Costs of all teams in the department";
            case BudgetScope.OfEverything everything -> "All costs, Unallocated included";
            case BudgetScope.OfUnallocated unallocated -> "Costs that no ownership rule claims";
        };
    }

    private static String told(Budget budget) {
        var told = new ArrayList<String>();
        if (budget.tellsLeads() && budget.scope() instanceof BudgetScope.OfTeam) {
            told.add("the team\u2019s leads");
        }
        if (!budget.people().isEmpty()) {
            told.add(Formats.count(budget.people().size(), "more person", "more people"));
        }
        return told.isEmpty() ? "nobody" : String.join(" and ", told);
    }

    private static void fact(DescriptionList list, String name, Component value) {
        list.add(new Term(name), new Description(value));
    }

    static Component past(Sheet sheet) {
        var section = new Section("Past periods").flush();
        if (sheet.past().isEmpty()) {
            return section.with(note("This is the budget\u2019s first period."));
        }
        String currency = sheet.row().budget().currency();
        var grid = new Grid<PastPeriod>();
        grid.getElement().setAttribute("aria-label", "Past periods");
        Tables.sized(grid.addColumn(past -> Formats.period(past.period())), "Period", 120, 2);
        Tables.sized(Tables.quietWideOnly(grid.addColumn(past -> BudgetText.basis(past.basis()))), "Costs", 140, 2);
        Tables.sized(Tables.figures(grid.addColumn(past -> Formats.limit(past.limit(), currency))), "Limit", 100);
        Tables.figures(grid.addColumn(past -> past.stored() ? Formats.money(past.spent(), currency) : "no data"))
                .setHeader("Spent")
                .setWidth("116px");
        Tables.figures(grid.addColumn(past -> past.stored()
                        ? past.overBy().map(by -> Formats.signed(by, currency)).orElse("within")
                        : ""))
                .setHeader("Over by")
                .setWidth("110px");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItems(sheet.past());
        grid.setAllRowsVisible(true);
        return section.with(grid);
    }

    static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassNames("card-note", "quiet");
        return note;
    }

    /** What was done to the budget, with before and after. */
    static Component changes(Sheet sheet) {
        var section = new Section("Edits").flush();
        if (sheet.changes().isEmpty()) {
            return section.with(note("No edits have been recorded."));
        }
        var list = new UnorderedList();
        list.addClassName("facts-list");
        String currency = sheet.row().budget().currency();
        sheet.changes().forEach(entry -> list.add(change(entry, currency)));
        var folded = new NativeDetails(Formats.count(sheet.changes().size(), "edit", "edits"), list);
        folded.addClassName("schedule-each");
        return section.with(folded);
    }

    private static ListItem change(JournalEntry entry, String currency) {
        var head = Styled.div(
                "fact-head",
                new Span(PlainText.cut(entry.actorName(), 60) + " " + words(entry.action())),
                new Span(Formats.momentWithYear(entry.at())));
        var item = new ListItem(head);
        List<BeforeAfter.Row> rows = rows(entry, currency);
        if (!rows.isEmpty()) {
            item.add(new BeforeAfter(
                    "What changed",
                    entry.before() == null ? null : "Before",
                    entry.after() == null ? null : "After",
                    rows));
        }
        return item;
    }

    private static String words(String action) {
        return switch (action) {
            case "budget-created" -> "created this budget";
            case "budget-changed" -> "changed this budget";
            case "budget-ended" -> "ended this budget";
            case "aws-budget-adopted" -> "adopted an AWS budget as this one";
            case "aws-budget-released" -> "stopped managing its AWS budget";
            case "budget-alert-acknowledged" -> "acknowledged an alert";
            default -> action;
        };
    }

    private static List<BeforeAfter.Row> rows(JournalEntry entry, String currency) {
        Map<String, String> before = fields(entry.before(), currency);
        Map<String, String> after = fields(entry.after(), currency);
        var names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        boolean both = entry.before() != null && entry.after() != null;
        return names.stream()
                .map(name -> new BeforeAfter.Row(title(name), before.get(name), after.get(name)))
                .filter(row -> !both || row.changed())
                .toList();
    }

    private static String title(String field) {
        return switch (field) {
            case "leads" -> "E-mail to leads";
            case "people" -> "Also e-mailed";
            default -> field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + field.substring(1);
        };
    }

    /** As the page writes it. People are recorded by their numbers, which nobody reads. */
    private static String shown(String field, String value, String currency) {
        return switch (field) {
            case "people" -> value.isEmpty() ? "none" : Formats.count(value.split(", ").length, "person", "people");
            case "leads" -> value.equals("told") ? "yes" : "no";
            case "limit" ->
                SINCE.matcher(value)
                        .replaceAll(since ->
                                Matcher.quoteReplacement(Formats.limit(new BigDecimal(since.group(1)), currency)
                                        + " from " + day(since.group(2))));
            case "costs" -> DAY.matcher(value).replaceAll(found -> day(found.group(1)));
            default -> value;
        };
    }

    private static String day(String written) {
        return Formats.date(LocalDate.parse(written));
    }

    private static Map<String, String> fields(@Nullable String json, String currency) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (json != null) {
            JSON.readTree(json)
                    .properties()
                    .forEach(entry -> fields.put(
                            entry.getKey(),
                            shown(entry.getKey(), entry.getValue().asString(), currency)));
        }
        return fields;
    }
}
