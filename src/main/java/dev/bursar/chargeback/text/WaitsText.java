package dev.bursar.chargeback.text;

import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.month.CalendarService.ToDo;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;

/** Names what waits for somebody. */
public final class WaitsText {
    private static final int LONGEST = 60;

    private WaitsText() {}

    /** {@code Fraud, October 2026}. */
    public static String statement(IssuedStatement one) {
        return (one.team() == 0 ? "Unallocated" : PlainText.cut(one.name(), LONGEST)) + ", "
                + Formats.month(one.month());
    }

    /** {@code Issue the statements of October 2026}, with the owner of the step. */
    public static String act(ToDo found) {
        String month = Formats.month(found.month());
        String what = switch (found.act()) {
            case CHOOSE_FIRST_MONTH -> "Choose the ledger\u2019s first month";
            case ISSUE -> "Issue the statements of " + month;
            case CLOSE -> "Close " + month;
        };
        return what
                + found.owner()
                        .map(owner -> " (owner: " + PlainText.cut(owner, LONGEST) + ")")
                        .orElse("");
    }
}
