package dev.bursar.chargeback.text;

import dev.bursar.chargeback.ChargebackService.MonthRow;
import dev.bursar.chargeback.MonthFigures;
import dev.bursar.chargeback.MonthStage;
import dev.bursar.chargeback.MonthStage.Stage;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps from drafts to a closed month in words. */
public final class MonthStepText {
    private MonthStepText() {}

    public enum State {
        DONE,
        NOW,
        LATER
    }

    /** @param finding a few words */
    public record Step(String name, State state, String finding) {}

    public static List<Step> steps(MonthRow row) {
        MonthStage stage = row.stage();
        boolean agrees = !row.figures().isEmpty() && row.figures().stream().allMatch(MonthFigures::agrees);
        boolean issued = stage.issue().isPresent();
        boolean closed = stage.stage() == Stage.CLOSED;
        boolean answered = closed || issued && row.answers().open() == 0;
        return List.of(
                new Step("Documents agree", agrees ? State.DONE : State.NOW, documents(row)),
                new Step("Issued", issued ? State.DONE : agrees ? State.NOW : State.LATER, issued(row)),
                new Step("Answered", answered ? State.DONE : issued ? State.NOW : State.LATER, answered(row)),
                new Step("Closed", closed ? State.DONE : answered ? State.NOW : State.LATER, closed(row)));
    }

    /** {@code Closed}, {@code Issued, answers by 7 Dec}, {@code Draft, leads see it}. */
    public static String stage(MonthRow row) {
        MonthStage stage = row.stage();
        return switch (stage.stage()) {
            case CLOSED -> "Closed";
            case ISSUED ->
                row.answers().open() == 0
                        ? "Issued, all answered"
                        : "Issued, answers by "
                                + Formats.shortDate(stage.issue().orElseThrow().answerBy());
            case NEXT -> row.over() ? "To be issued" : draft(row);
            case NO_LEDGER, BEFORE_LEDGER, LATER -> draft(row);
        };
    }

    private static String draft(MonthRow row) {
        return row.shown() ? "Draft, leads see it" : "Draft";
    }

    /** What comes next for the month, in a sentence; empty where nothing does yet. */
    public static Optional<String> next(MonthRow row) {
        String month = Formats.month(row.month());
        return switch (row.stage().stage()) {
            case NEXT -> row.over() ? Optional.of(month + " can be issued.") : Optional.empty();
            case ISSUED ->
                Optional.of(
                        row.answers().open() == 0
                                ? month + " is answered and can be closed."
                                : month + " is issued. " + answered(row) + ".");
            case NO_LEDGER, BEFORE_LEDGER, LATER, CLOSED -> Optional.empty();
        };
    }

    private static String documents(MonthRow row) {
        List<MonthFigures> known = row.figures().stream()
                .filter(figures -> figures.difference().isPresent())
                .toList();
        if (known.isEmpty()) {
            return row.over() ? "No invoice yet" : "Month isn\u2019t over";
        }
        return "Difference "
                + known.stream()
                        .map(figures ->
                                Formats.money(figures.difference().orElse(BigDecimal.ZERO), figures.currency()))
                        .collect(Collectors.joining(" and "));
    }

    private static String issued(MonthRow row) {
        MonthStage stage = row.stage();
        return stage.issue()
                .map(issue -> (issue.number() == 1 ? "" : "Issue " + issue.number() + ", ")
                        + Formats.date(issue.at().atOffset(ZoneOffset.UTC).toLocalDate()) + ", by " + issue.by())
                .orElseGet(() -> switch (stage.stage()) {
                    case NO_LEDGER -> "The ledger\u2019s first month isn\u2019t chosen";
                    case BEFORE_LEDGER -> "Stays a draft, before the ledger";
                    case LATER -> "After " + stage.open().map(Formats::month).orElse("earlier months") + " is closed";
                    case NEXT, ISSUED, CLOSED -> "Not yet";
                });
    }

    private static String answered(MonthRow row) {
        if (row.stage().issue().isEmpty()) {
            return "After issuing";
        }
        MonthRow.Answers answers = row.answers();
        if (row.stage().stage() != Stage.CLOSED && answers.open() == answers.statements()) {
            return "None of " + answers.statements() + " yet, asked for by "
                    + Formats.date(row.stage().issue().orElseThrow().answerBy());
        }
        var words = new StringBuilder(answers.accepted() + " accepted");
        if (answers.disputed() > 0) {
            words.append(", ").append(answers.disputed()).append(" disputed");
        }
        int silent = answers.statements() - answers.accepted() - answers.disputed();
        return silent == 0 ? words.toString() : words + ", " + silent + " without an answer";
    }

    private static String closed(MonthRow row) {
        return row.stage()
                .closed()
                .map(closed -> Formats.date(closed.at().atOffset(ZoneOffset.UTC).toLocalDate()) + ", by " + closed.by())
                .orElse("For good, in order");
    }
}
