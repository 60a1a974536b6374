package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;

/** Which of AWS's budgets a person looks at; the address has it in lower case. */
enum AwsBudgetShow {
    ALL("All"),
    WATCHES_NOTHING(AwsBudgetText.WATCHES_NOTHING),
    /** Bursar wrote it and AWS has it otherwise: of those that Bursar manages. */
    DIFFERS("Differs from Bursar");

    static final Setting<AwsBudgetShow> SETTING = Setting.choice("show", AwsBudgetShow.class, ALL);

    private final String label;

    AwsBudgetShow(String label) {
        this.label = label;
    }

    static AwsBudgetShow of(ListState list) {
        return list.get(SETTING);
    }

    String label() {
        return label;
    }

    boolean shows(AwsBudgetRow row) {
        return this != WATCHES_NOTHING || AwsBudgetText.status(row).equals(AwsBudgetText.WATCHES_NOTHING);
    }
}
