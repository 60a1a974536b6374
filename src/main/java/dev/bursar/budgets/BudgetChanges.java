package dev.bursar.budgets;

import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.kernel.BackgroundScope;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** What was done to a budget, for whoever may see the budget: its callers know who that is. */
@Component
class BudgetChanges {
    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);
    private static final int MOST = 100;

    private final JournalService entries;
    private final BackgroundScope background;

    BudgetChanges(JournalService entries, BackgroundScope background) {
        this.entries = entries;
        this.background = background;
    }

    /** The newest first, at most 100. */
    List<JournalEntry> of(int budget, LocalDate today) {
        var question = new JournalQuestion(
                EVER,
                today.plusDays(2),
                List.of(new JournalQuestion.Filter(
                        JournalQuestion.Dimension.SUBJECT,
                        JournalQuestion.Operator.IS,
                        List.of(BudgetSubjects.subject(budget)))));
        return background.call(() -> entries.page(question, null, 0, MOST));
    }
}
