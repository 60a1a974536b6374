package dev.bursar.chargeback.text;

import dev.bursar.chargeback.answers.AnswerCounts;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.ClosingCalendar;
import dev.bursar.chargeback.month.ClosingDue;
import dev.bursar.chargeback.month.ClosingProgress;
import dev.bursar.chargeback.month.ClosingStep;
import dev.bursar.chargeback.month.MonthStage;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.StatusBadge.Status;
import module java.base;

/** The steps from drafts to a closed month in words. */
public final class MonthStepText {
    private MonthStepText() {}

    public enum State {
        DONE,
        NOW,
        LATER
    }

    /**
     * A step.
     *
     * @param finding a few words
     * @param due by when; empty where it is done, or the month isn't one of the ledger
     */
    public record Step(String name, State state, String finding, Optional<ClosingDue> due) {}

    public static List<Step> steps(MonthRow row, ClosingCalendar calendar, LocalDate today) {
        ClosingProgress progress = ClosingProgress.of(row, today);
        Set<ClosingStep> done = progress.done();
        boolean agrees = done.contains(ClosingStep.DOCUMENTS);
        boolean issued = done.contains(ClosingStep.ISSUED);
        boolean answered = done.contains(ClosingStep.ANSWERED);
        return Stream.of(ClosingStep.values())
                .map(step -> new Step(
                        ClosingText.name(step),
                        done.contains(step)
                                ? State.DONE
                                : switch (step) {
                                    case DOCUMENTS -> State.NOW;
                                    case ISSUED -> agrees ? State.NOW : State.LATER;
                                    case ANSWERED -> issued ? State.NOW : State.LATER;
                                    case CLOSED -> answered ? State.NOW : State.LATER;
                                },
                        switch (step) {
                            case DOCUMENTS -> documents(row);
                            case ISSUED -> issued(row);
                            case ANSWERED -> answered(row);
                            case CLOSED -> closed(row);
                        },
                        ofLedger(row) ? ClosingDue.of(step, calendar, progress, today) : Optional.empty()))
                .toList();
    }

    private static boolean ofLedger(MonthRow row) {
        return switch (row.stage().stage()) {
            case LATER, NEXT, ISSUED, CLOSED -> true;
            case NO_LEDGER, BEFORE_LEDGER -> false;
        };
    }

    /** {@code Closed}, {@code Issued, answers by 7 Dec}, {@code Draft, leads see it}. */
    public static String stage(MonthRow row) {
        String beside = beside(row);
        return status(row).word() + (beside.isEmpty() ? "" : ", " + beside);
    }

    /** The badge of lists. */
    public static Status status(MonthRow row) {
        return switch (row.stage().stage()) {
            case CLOSED -> new Status(Kind.NEUTRAL, Icons.LOCK, "Closed");
            case ISSUED -> new Status(Kind.INFO, Icons.CIRCLE_DOT, "Issued");
            case NEXT ->
                row.cut().isEmpty()
                        ? new Status(Kind.INFO, Icons.CIRCLE_DOT, "To be closed")
                        : row.over() ? new Status(Kind.INFO, Icons.CIRCLE_DOT, "To be issued") : draft(row);
            case BEFORE_LEDGER ->
                row.cut().isEmpty() || row.shown()
                        ? draft(row)
                        : new Status(Kind.NEUTRAL, Icons.MINUS, "Before the ledger");
            case NO_LEDGER, LATER -> draft(row);
        };
    }

    private static Status draft(MonthRow row) {
        return row.cut().isEmpty()
                ? new Status(Kind.NEUTRAL, Icons.MINUS, "No charges")
                : new Status(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Draft");
    }

    /** What stands beside it: {@code answers by 7 Dec}, {@code leads see it}; empty for nothing. */
    public static String beside(MonthRow row) {
        MonthStage stage = row.stage();
        return switch (stage.stage()) {
            case CLOSED -> "";
            case ISSUED ->
                row.answers().awaiting() == 0
                        ? "all answered"
                        : "answers by "
                                + Formats.shortDate(stage.issue().orElseThrow().answerBy());
            case NEXT, NO_LEDGER, BEFORE_LEDGER, LATER ->
                row.cut().isPresent() && row.shown() && status(row).word().equals("Draft") ? "leads see it" : "";
        };
    }

    /** What comes next for the month, in a sentence; empty where nothing does yet. */
    public static Optional<String> next(MonthRow row) {
        String month = Formats.month(row.month());
        return switch (row.stage().stage()) {
            case NEXT ->
                row.cut().isEmpty()
                        ? Optional.of(month + " has no charges and can be closed.")
                        : row.isFinal() ? Optional.of(month + " can be issued.") : Optional.empty();
            case ISSUED ->
                Optional.of(
                        row.answers().awaiting() == 0
                                ? month
                                        + (row.answers().openDisputes() == 0
                                                ? answeredAndNext(row)
                                                : " is answered. "
                                                        + Formats.count(
                                                                row.answers().openDisputes(),
                                                                "dispute waits for finance.",
                                                                "disputes wait for finance."))
                                : month + " is issued. " + row.answers().awaiting() + " of "
                                        + row.answers().asked() + " teams still have to answer by "
                                        + Formats.date(row.stage()
                                                .issue()
                                                .orElseThrow()
                                                .answerBy()) + ".");
            case NO_LEDGER, BEFORE_LEDGER, LATER, CLOSED -> Optional.empty();
        };
    }

    private static String answeredAndNext(MonthRow row) {
        return row.isInvoiced()
                ? " is answered and can be closed."
                : " is answered, and can be closed once it matches AWS\u2019s documents.";
    }

    private static String documents(MonthRow row) {
        List<Figures> known = row.figures().stream()
                .filter(figures -> figures.difference().isPresent())
                .toList();
        if (known.isEmpty() && row.cut().isEmpty()) {
            return "No documents";
        }
        if (known.isEmpty()) {
            return row.over() ? "No invoice yet" : "Month isn\u2019t over";
        }
        if (known.stream().anyMatch(figures -> !figures.agrees())) {
            return known.stream()
                            .filter(figures -> !figures.agrees())
                            .map(figures -> Formats.money(
                                    figures.difference().orElse(BigDecimal.ZERO).abs(), figures.currency()))
                            .collect(Collectors.joining(" and "))
                    + " apart";
        }
        return "Difference "
                + known.stream()
                        .map(figures -> Formats.money(figures.difference().orElse(BigDecimal.ZERO), figures.currency())
                                + (figures.accepted().signum() == 0
                                        ? ""
                                        : ", with " + Formats.signed(figures.accepted(), figures.currency())
                                                + " accepted"))
                        .collect(Collectors.joining(" and "));
    }

    private static String issued(MonthRow row) {
        if (row.cut().isEmpty()) {
            return "Nothing to issue";
        }
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
        if (row.cut().isEmpty()) {
            return "Nothing to answer";
        }
        if (row.stage().issue().isEmpty()) {
            return "After issuing";
        }
        AnswerCounts answers = row.answers();
        if (row.stage().stage() != Stage.CLOSED && answers.awaiting() == answers.asked()) {
            return "0 of " + answers.asked() + ", by "
                    + Formats.date(row.stage().issue().orElseThrow().answerBy());
        }
        int disputed = answers.disputed() + answers.answered();
        int silent = answers.asked() - answers.accepted() - disputed;
        return Stream.of(
                        counted(answers.accepted(), "accepted"),
                        counted(disputed, "disputed"),
                        counted(silent, row.stage().stage() == Stage.CLOSED ? "without an answer" : "open"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> counted(int number, String what) {
        return number == 0 ? Optional.empty() : Optional.of(number + " " + what);
    }

    private static String closed(MonthRow row) {
        return row.stage()
                .closed()
                .map(closed -> Formats.date(closed.at().atOffset(ZoneOffset.UTC).toLocalDate()) + ", by " + closed.by())
                .orElseGet(() -> row.stage().stage() == Stage.ISSUED
                                && row.figures().stream()
                                        .anyMatch(
                                                figures -> figures.difference().isPresent() && !figures.agrees())
                        ? "After the difference is settled"
                        : "Closing is final");
    }
}
