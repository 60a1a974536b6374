package dev.bursar.chargeback.text;

import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.chargeback.pools.ReportSource;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** Numbers by which pools are split in words. */
public final class MetricText {
    private static final int MOST_NAMED = 5;
    private static final int MOST_LISTED = 20;
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
                "The file is larger than " + Formats.count(most / 1_000_000) + " MB. Upload less at once.";
            case MetricProblem.NotText() -> "The file isn\u2019t text in UTF-8. Save it as a CSV file in UTF-8.";
            case MetricProblem.NoLines() -> "The file has no numbers. Enter a team, a month and a number in each line.";
            case MetricProblem.InMonth(var month, var of) -> Formats.month(month) + ": " + refused(of);
            case MetricProblem.NoCharges(var month) ->
                Formats.month(month) + " has no charges yet. Leave it out until it does.";
            case MetricProblem.NoReport() ->
                "The file is no report that Bursar can read. Upload a CSV file with a day, a team and numbers in each"
                        + " line, or LiteLLM\u2019s spend report as JSON.";
            case MetricProblem.TooManyNames(var most) ->
                "The report has more than " + Formats.count(most) + " names of teams. Group it by team.";
            case MetricProblem.SeveralMonths(var first, var last) ->
                "The report has days from " + Formats.month(first) + " to " + Formats.month(last)
                        + ". Upload a report of one month.";
            case MetricProblem.OtherMonth(var found, var wanted) ->
                "The report is of " + Formats.month(found) + ", not of " + Formats.month(wanted)
                        + ". Choose that month, or another report.";
            case MetricProblem.UnknownNames(var names) ->
                "No team is called " + names(names) + ". Choose a team for each name, or leave it out.";
            case MetricProblem.NoColumn() -> "Choose a column of the report.";
            case MetricProblem.Closed(var month) ->
                "The numbers of " + Formats.month(month)
                        + " can\u2019t change: the month is closed, or before the ledger\u2019s first open month.";
            case MetricProblem.NotSplitSo(var month) ->
                "In " + Formats.month(month) + " the pool isn\u2019t split by numbers. Choose another month.";
        };
    }

    /** What a report lacks of its month, as far as that is over. */
    public static String gaps(List<LocalDate> missing, List<String> hours) {
        String days = missing.isEmpty() ? "No day is missing." : "No data of " + days(missing) + ".";
        return hours.isEmpty() ? days : days + " It says itself that it lacks " + String.join(", ", hours) + " UTC.";
    }

    /** {@code 3, 5–7 and 31 Oct 2026}: days of one month, in order. */
    private static String days(List<LocalDate> days) {
        var runs = new ArrayList<String>();
        for (int from = 0; from < days.size(); ) {
            int to = from;
            while (to + 1 < days.size() && days.get(to + 1).equals(days.get(to).plusDays(1))) {
                to++;
            }
            int first = days.get(from).getDayOfMonth();
            int last = days.get(to).getDayOfMonth();
            runs.add(first == last ? "" + first : first + "\u2013" + last);
            from = to + 1;
        }
        String all = runs.size() == 1
                ? runs.getFirst()
                : String.join(", ", runs.subList(0, runs.size() - 1)) + " and " + runs.getLast();
        return all + " " + Formats.shortMonth(YearMonth.from(days.getFirst()));
    }

    /** {@code From team-usage.csv, column Total Tokens.}, what it lacks, and which of its names were left out. */
    public static String source(ReportSource report) {
        return "From " + PlainText.cut(report.file(), 80) + ", column " + PlainText.cut(report.column(), 60) + ". "
                + gaps(report.missing(), report.hours())
                + (report.leftOut().isEmpty() ? "" : " Left out: " + names(report.leftOut()) + ".");
    }

    /** A report's names, quoted; a line without one is {@code no name}. */
    public static String names(List<String> names) {
        String first = names.stream().limit(MOST_LISTED).map(MetricText::name).collect(Collectors.joining(", "));
        return names.size() > MOST_LISTED ? first + " and " + (names.size() - MOST_LISTED) + " more" : first;
    }

    public static String name(String name) {
        return name.isEmpty() ? "no name" : "\u201C" + PlainText.cut(name, LONGEST) + "\u201D";
    }

    private static String wrong(InLine line) {
        String text = "\u201C" + PlainText.cut(line.text(), LONGEST) + "\u201D";
        return switch (line.wrong()) {
            case NOT_PARTED -> "enter a team, a semicolon and a number.";
            case NOT_PARTED_BY_MONTH -> "enter a team, a month and a number, parted by semicolons or commas.";
            case NOT_A_MONTH -> text + " isn\u2019t a month such as 2026-10.";
            case UNKNOWN_TEAM -> "no team of the month is called " + text + ".";
            case NOT_A_DAY -> text + " isn\u2019t a day such as 2026-10-31.";
            case NOT_A_NAME -> text + " isn\u2019t the name of a team.";
            case OTHER_CELLS -> "it has more or fewer cells than the line of headings.";
            case TWICE -> text + " is there twice.";
            case NOT_A_NUMBER ->
                line.text().isEmpty() ? "enter a number." : text + " isn\u2019t a number such as 1,200 or 12.5.";
            case NEGATIVE -> text + " is below 0. Enter 0 or more.";
        };
    }
}
