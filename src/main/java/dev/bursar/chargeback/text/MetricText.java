package dev.bursar.chargeback.text;

import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** Numbers by which pools are split in words. */
public final class MetricText {
    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 40;

    private MetricText() {}

    /** What is wrong, and what to do. */
    public static String refused(List<MetricProblem> problems) {
        return problems.stream().map(MetricText::refused).collect(Collectors.joining(" "));
    }

    public static String refused(MetricProblem problem) {
        return switch (problem) {
            case InLine line -> "Line " + line.line() + ": " + wrong(line);
            case MetricProblem.Missing(var teams) ->
                "Add a line for "
                        + teams.stream()
                                .limit(MOST_NAMED)
                                .map(team -> PlainText.cut(team, LONGEST))
                                .collect(Collectors.joining(", "))
                        + (teams.size() > MOST_NAMED ? " and " + (teams.size() - MOST_NAMED) + " more" : "")
                        + ". A team with nothing gets a 0.";
            case MetricProblem.AllZero() -> "Enter a number above 0 for at least one team.";
            case MetricProblem.TooManyLines(var most) -> "Enter at most " + Formats.count(most) + " lines.";
            case MetricProblem.TooLarge(var most) ->
                "The file is larger than " + Formats.count(most / 1_000_000) + " MB. Upload fewer months at once.";
            case MetricProblem.NotText() -> "The file isn\u2019t text in UTF-8. Save it as a CSV file in UTF-8.";
            case MetricProblem.NoLines() -> "The file has no numbers. Enter a team, a month and a number in each line.";
            case MetricProblem.InMonth(var month, var of) -> Formats.month(month) + ": " + refused(of);
            case MetricProblem.NoCharges(var month) ->
                Formats.month(month) + " has no charges yet. Leave it out until it does.";
            case MetricProblem.Closed(var month) ->
                "The numbers of " + Formats.month(month)
                        + " can\u2019t change: the month is closed, or before the ledger\u2019s first open month.";
            case MetricProblem.NotSplitSo(var month) ->
                "In " + Formats.month(month) + " the pool isn\u2019t split by numbers. Choose another month.";
        };
    }

    private static String wrong(InLine line) {
        String text = "\u201C" + PlainText.cut(line.text(), LONGEST) + "\u201D";
        return switch (line.wrong()) {
            case NOT_PARTED -> "enter a team, a semicolon and a number.";
            case NOT_PARTED_BY_MONTH -> "enter a team, a month and a number, parted by semicolons or commas.";
            case NOT_A_MONTH -> text + " isn\u2019t a month such as 2026-10.";
            case UNKNOWN_TEAM -> "no team of the month is called " + text + ".";
            case TWICE -> text + " is there twice.";
            case NOT_A_NUMBER ->
                line.text().isEmpty() ? "enter a number." : text + " isn\u2019t a number such as 1,200 or 12.5.";
            case NEGATIVE -> text + " is below 0. Enter 0 or more.";
        };
    }
}
