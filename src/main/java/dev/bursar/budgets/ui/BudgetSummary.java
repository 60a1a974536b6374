package dev.bursar.budgets.ui;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetText;
import dev.bursar.kernel.PersonId;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a budget sets, in a sentence for each part, so that two people's versions can be compared. */
final class BudgetSummary {
    private static final int LONGEST_NAME = 60;

    private BudgetSummary() {}

    static String of(Budget stored, LocalDate today, Map<PersonId, String> names) {
        LocalDate from = stored.shown(today).getStart();
        List<BigDecimal> limits = new ArrayList<>(
                List.of(stored.limit(from).orElse(stored.limits().firstEntry().getValue())));
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
        String alerts =
                draft.thresholds().stream().sorted().map(BudgetText::threshold).collect(Collectors.joining(", "));
        return "Limit from " + Formats.period(draft.cadence().period(draft.from(), yearStart)) + ": " + limits
                + ". Costs: "
                + BudgetText.basis(draft.basis()) + ". Alerts: " + (alerts.isEmpty() ? "none" : alerts) + ". E-mail: "
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
