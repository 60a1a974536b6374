package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import java.util.List;

/** Which of AWS's budgets a person looks at; the address has it in lower case. */
enum AwsBudgetShow {
    ALL("All"),
    WATCHES_NOTHING(AwsBudgetText.WATCHES_NOTHING);

    private final String label;

    AwsBudgetShow(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    List<AwsBudgetRow> of(AwsBudgetList budgets) {
        return budgets.rows().stream()
                .filter(row -> this == ALL || AwsBudgetText.status(row).equals(AwsBudgetText.WATCHES_NOTHING))
                .toList();
    }
}
