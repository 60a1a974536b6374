package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.questions.TraceAnswer;
import dev.bursar.efficiency.questions.TracePath;
import dev.bursar.efficiency.questions.TracePath.Hop;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.PlainText;
import module java.base;

/** Words of questions to traces. */
final class TraceText {
    private static final int LONGEST = 60;

    static final List<Column> HOPS = List.of(
            Column.name("CALL", "Call", ""),
            Column.figure("OWN", "In the called service (ms)", 190, ""),
            Column.figure("MEAN", "With what it calls (ms)", 170, ""),
            Column.figure("CALLS", "Traced calls", 120, "").onlyWide(),
            Column.figure("FAILED", "Failed", 90, "").onlyWide());

    static final List<Column> PLACES = List.of(
            Column.name("CALL", "Call", ""),
            Column.figure("TRACES", "Slow traces", 120, ""),
            Column.figure("MEAN", "Whole request (ms)", 160, ""));

    private TraceText() {}

    static String before(TracePath path) {
        String slowest = path.hops().isEmpty()
                ? "No service of the traces calls it."
                : "The slowest call is " + call(path.hops().getFirst()) + ": "
                        + EfficiencyText.number(path.hops().getFirst().own()) + " ms on average in the called service.";
        return slowest
                + (path.isEndpoint()
                        ? ""
                        : " X-Ray names " + name(path.target().name())
                                + " and no endpoint, so they include calls to the account\u2019s other endpoints.")
                + " AWS would look at about " + Formats.count(path.traces(), "trace", "traces")
                + ", which costs about " + LogText.usd(path.usd()) + ". Bursar ends the search after "
                + Formats.count(path.mostTraces()) + " (" + LogText.usd(path.mostUsd()) + ").";
    }

    static String after(TraceAnswer answer) {
        return "AWS looked at " + Formats.count(answer.processed(), "trace", "traces") + " of the latest "
                + Formats.count(answer.hours(), "hour", "hours") + ", which costs " + LogText.usd(answer.usd())
                + " beyond those that are free. "
                + (answer.found() == 0
                        ? "No trace of them leads to it."
                        : "This is where the slowest " + Formats.count(answer.slow()) + " of "
                                + Formats.count(answer.found()) + " spent the most time.")
                + (answer.complete() ? "" : " The search ended at its limit, so this is only part of them.");
    }

    static FixedRows hops(TracePath path) {
        var rows = new FixedRows();
        path.hops()
                .forEach(hop -> rows.line(
                        call(hop),
                        "",
                        "",
                        EfficiencyText.number(hop.own()),
                        EfficiencyText.number(hop.milliseconds()),
                        Formats.count(hop.calls()),
                        Formats.count(hop.failed())));
        return rows;
    }

    static FixedRows places(TraceAnswer answer) {
        var rows = new FixedRows();
        answer.places()
                .forEach(place -> rows.line(
                        place.to().isEmpty()
                                ? "X-Ray names no cause"
                                : place.from().isEmpty()
                                        ? "within " + name(place.to())
                                        : call(place.from(), place.to()),
                        "",
                        "",
                        Formats.count(place.traces()),
                        EfficiencyText.number(place.milliseconds())));
        return rows;
    }

    private static String call(Hop hop) {
        return call(hop.from(), hop.to());
    }

    private static String call(String from, String to) {
        return name(from) + " \u2192 " + name(to);
    }

    private static String name(String service) {
        return PlainText.cut(service, LONGEST);
    }
}
