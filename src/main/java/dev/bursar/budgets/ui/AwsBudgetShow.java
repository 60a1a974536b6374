package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetLinks;
import dev.bursar.budgets.aws.AwsBudgetList;
import dev.bursar.budgets.aws.AwsBudgetRow;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import module java.base;

/** Which of AWS's budgets a person looks at; the address has it in lower case. */
enum AwsBudgetShow {
    ALL("All"),
    WATCHES_NOTHING(AwsBudgetText.WATCHES_NOTHING),
    /** Bursar wrote it and AWS has it otherwise: of those that Bursar manages. */
    DIFFERS("Differs from Bursar");

    private static final Setting<AwsBudgetShow> SETTING = Setting.choice("show", AwsBudgetShow.class, ALL);

    static final ListAddress ADDRESS = new ListAddress(AwsBudgetLinks.AWS_BUDGETS, Dimensions.none(), SETTING);

    private final String label;

    AwsBudgetShow(String label) {
        this.label = label;
    }

    static AwsBudgetShow of(ListState list) {
        return list.get(SETTING);
    }

    ListState state() {
        return ADDRESS.usual().with(SETTING, this);
    }

    String label() {
        return label;
    }

    List<AwsBudgetRow> of(AwsBudgetList budgets) {
        return budgets.rows().stream()
                .filter(row ->
                        this != WATCHES_NOTHING || AwsBudgetText.status(row).equals(AwsBudgetText.WATCHES_NOTHING))
                .toList();
    }
}
