package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.questions.AskedQuestion;
import dev.bursar.efficiency.questions.LogAnswer;
import dev.bursar.efficiency.questions.LogEstimate;
import dev.bursar.efficiency.questions.LogQuestion;
import dev.bursar.efficiency.questions.LogQuestion.Field;
import dev.bursar.efficiency.questions.LogRefused;
import dev.bursar.efficiency.questions.LogRefused.Why.DayIsSpent;
import dev.bursar.efficiency.questions.LogRefused.Why.NoLog;
import dev.bursar.efficiency.questions.LogRefused.Why.NotRead;
import dev.bursar.efficiency.questions.LogRefused.Why.NothingTraced;
import dev.bursar.efficiency.questions.LogRefused.Why.TooDear;
import dev.bursar.efficiency.questions.LogService;
import dev.bursar.sync.CapReached;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Words of questions to logs. */
final class LogText {
    private static final int LONGEST = 60;
    private static final int MOST_DIGITS = 15;

    static final List<Column> ASKED = List.of(
            Column.name("QUESTION", "Question", ""),
            Column.text("ASKED", "Asked", 240).onlyWide(),
            Column.figure("LOOKED", "AWS looked at", 130, ""),
            Column.figure("FOUND", "Found", 150, ""),
            Column.figure("COST", "Cost", 100, ""));

    private LogText() {}

    static String usd(BigDecimal amount) {
        return Formats.price(amount, "USD");
    }

    static String before(LogEstimate estimate) {
        return estimate.allowed()
                ? "AWS would scan about " + ByteSize.of(estimate.bytes()) + ", which costs about " + usd(estimate.usd())
                        + ". Bursar stops the query after " + ByteSize.of(estimate.mostBytes()) + " ("
                        + usd(estimate.mostUsd())
                        + ")."
                : "AWS would scan about " + ByteSize.of(estimate.bytes()) + ", which costs about " + usd(estimate.usd())
                        + ". A question may cost " + usd(LogService.MOST_USD_A_QUESTION)
                        + " at most: choose fewer hours.";
    }

    static String after(LogAnswer answer) {
        long matched = answer.answer().recordsMatched();
        return "AWS scanned " + ByteSize.of(answer.answer().bytesScanned()) + " of the latest "
                + Formats.count(answer.hours(), "hour", "hours") + ", which costs " + usd(answer.usd()) + ". "
                + (matched == 0 ? "No line matched." : Formats.count(matched, "line", "lines") + " matched.")
                + (answer.answer().complete()
                        ? ""
                        : " The query was stopped by its limit or after a minute, so this is only part of the result.");
    }

    /** Why a question can't be asked, and what to do. */
    static String refused(LogRefused.Why why) {
        return switch (why) {
            case NotRead(var region, var account) ->
                "Bursar doesn\u2019t read " + region + " of account " + Formats.account(account)
                        + " at the moment. Ask an admin to check the account again.";
            case TooDear(var cost, var most) ->
                "This would cost about " + usd(cost) + ", and a question may cost " + usd(most)
                        + " at most. Choose fewer hours.";
            case DayIsSpent(var spent, var most) ->
                "Questions to logs and traces have cost " + usd(spent) + " today, and they may cost " + usd(most)
                        + " a day. Ask again tomorrow (UTC), or choose fewer hours.";
            case NoLog any -> "The endpoint has no log in CloudWatch. It has written none yet, or it was deleted.";
            case NothingTraced any ->
                "X-Ray traced no call to SageMaker in this account and Region. Trace what calls the endpoint, or choose"
                        + " more hours.";
        };
    }

    static String cap(CapReached cap) {
        return "The query was not run: it could exceed the " + (cap.daily() ? "daily" : "monthly") + " cap of "
                + usd(cap.capUsd()) + " for paid requests. Try again after " + Formats.momentWithYear(cap.runsAgain())
                + ", or ask an admin to raise the cap.";
    }

    static List<Column> columns(LogQuestion question) {
        var columns = new ArrayList<Column>();
        for (Field field : question.fields()) {
            columns.add(
                    columns.isEmpty()
                            ? Column.name(field.name(), field.label(), "")
                            : switch (field.format()) {
                                case NUMBER -> Column.figure(field.name(), field.label(), 120, "");
                                case TEXT, MILLISECONDS_SINCE_1970 -> Column.text(field.name(), field.label(), 200);
                            });
        }
        return columns;
    }

    static FixedRows asked(List<AskedQuestion> asked) {
        var rows = new FixedRows();
        asked.forEach(one -> rows.line(
                one.title() + ", latest " + Formats.count(one.hours(), "hour", "hours"),
                "",
                when(one),
                when(one),
                one.bytes() != null ? ByteSize.of(one.bytes()) : Formats.count(orZero(one.traces()), "trace", "traces"),
                one.matched() == null
                        ? ""
                        : (one.bytes() != null
                                        ? Formats.count(one.matched(), "line", "lines")
                                        : Formats.count(one.matched(), "trace", "traces"))
                                + (Boolean.FALSE.equals(one.complete()) ? ", of a part" : ""),
                usd(one.usd())));
        return rows;
    }

    private static String when(AskedQuestion one) {
        return Formats.momentWithYear(one.at()) + " by " + PlainText.cut(one.by(), LONGEST);
    }

    private static long orZero(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    static FixedRows rows(LogAnswer answer) {
        var rows = new FixedRows();
        List<Field> fields = answer.question().fields();
        for (Map<String, String> row : answer.answer().rows()) {
            rows.line(
                    row.getOrDefault(fields.getFirst().name(), ""),
                    "",
                    "",
                    fields.stream()
                            .skip(1)
                            .map(field -> words(field, row.getOrDefault(field.name(), "")))
                            .toArray(String[]::new));
        }
        return rows;
    }

    private static String words(Field field, String value) {
        boolean whole = value.matches("[0-9]{1," + MOST_DIGITS + "}");
        return switch (field.format()) {
            case NUMBER -> whole ? Formats.count(Long.parseLong(value)) : PlainText.cut(value, LONGEST);
            case MILLISECONDS_SINCE_1970 ->
                whole
                        ? Formats.momentWithYear(Instant.ofEpochMilli(Long.parseLong(value)))
                        : PlainText.cut(value, LONGEST);
            case TEXT -> PlainText.cut(value, LONGEST);
        };
    }
}
