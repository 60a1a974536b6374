package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.ui.Formats;
import java.util.List;
import java.util.stream.Collectors;

/** What accepting a statement means, in words. */
final class AcceptText {
    private AcceptText() {}

    /** {@code Accept $1,234.56 for Search, October 2026?} */
    static String question(IssuedStatement one) {
        String amount = one.totals().stream().map(Formats::money).collect(Collectors.joining(" and "));
        return "Accept " + (amount.isEmpty() ? "a statement of nothing" : amount) + " for " + one.name() + ", "
                + Formats.month(one.month()) + "?";
    }

    /** Which version it is, and how long the acceptance can be withdrawn. */
    static List<String> consequences(AnswerPage page) {
        IssuedStatement one = page.statement();
        return List.of(
                "Statement " + one.number() + ", version " + one.version() + ", BilledCost.",
                page.closed()
                        ? Formats.month(one.month()) + " is closed, so the acceptance can\u2019t be withdrawn."
                        : "Lines can\u2019t be disputed while it is accepted. " + until(page));
    }

    /** {@code You can withdraw the acceptance until …} */
    static String until(AnswerPage page) {
        return "You can withdraw the acceptance until finance issues a new version or closes "
                + Formats.month(page.statement().month()) + ". After "
                + Formats.date(page.statement().answerBy()) + ", a withdrawn acceptance counts as no answer.";
    }
}
