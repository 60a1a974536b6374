package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.answers.AnswerRefused;
import dev.bursar.chargeback.answers.AnswerRefused.Why;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.ui.Formats;
import module java.base;

/** Says why a statement can't be answered as it was asked for. */
final class RefusedText {
    private RefusedText() {}

    static String sentence(AnswerRefused refused) {
        return refused.why().stream().sorted().map(RefusedText::sentence).collect(Collectors.joining(" "));
    }

    static String sentence(Why why) {
        return switch (why) {
            case MISSING -> "This statement doesn\u2019t exist, or it belongs to a team that you don\u2019t lead.";
            case NOT_NEWEST -> "Finance has issued a newer version. Open that one and answer it.";
            case ANSWERED -> "This version already has an answer. Nothing was changed.";
            case NOT_ACCEPTED ->
                "Nobody has accepted this version, or the acceptance was withdrawn. Nothing was changed.";
            case ACCEPTED_BY_ANOTHER -> "Only the person who accepted this version can withdraw that.";
            case CLOSED -> "Finance has closed the month, so the acceptance can\u2019t be withdrawn any more.";
            case OWN_ISSUE -> "You issued this version, so another lead of the team has to accept it.";
            case DISPUTED ->
                "Lines of this statement are disputed. Wait for finance\u2019s answer, or withdraw the disputes first.";
            case LATE -> "The answer day has passed. Ask finance to correct the amount.";
            case NO_LINE -> "Choose a line of this statement.";
            case LINE_DISPUTED -> "This line is already disputed. Choose another one.";
            case AMOUNT -> "Enter an amount above 0 and not above the line\u2019s.";
            case DECIMALS -> "Enter an amount without more decimals than the currency has.";
            case WHOSE_TOO_LONG -> "Use at most " + Formats.count(AnswerService.LONGEST_WHOSE) + " characters.";
            case NO_WHY -> "Enter a reason.";
            case WHY_TOO_LONG -> "Use at most " + Formats.count(AnswerService.LONGEST_WHY) + " characters.";
        };
    }
}
