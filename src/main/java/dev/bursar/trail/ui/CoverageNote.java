package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventCoverage.Gap;
import dev.bursar.trail.query.EventCoverage.Why;
import dev.bursar.trail.read.TrailSettings;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;

/** What was read of the time shown, beside every answer. */
final class CoverageNote extends Div {
    private static final int MOST_GAPS = 200;
    private static final int LONGEST_NAME = 60;

    /**
     * @param from when the time asked for begins
     * @param namesSettings whether the person can do something about a setting
     */
    CoverageNote(EventCoverage coverage, Instant from, boolean namesSettings) {
        addClassNames("event-coverage", coverage.whole() ? "whole" : "partial");
        var line = Styled.div(
                "event-coverage-line",
                (coverage.whole() ? Icons.CIRCLE_CHECK : Icons.TRIANGLE_ALERT).create(),
                new Span(words(coverage, from)));
        add(line);
        if (!coverage.gaps().isEmpty()) {
            add(gaps(coverage.gaps()));
        }
        notes(coverage, namesSettings).forEach(note -> add(Styled.note(note)));
    }

    /** {@code 13 of 14 accounts are fully read (1 read in part), from 27 Aug 2026, 00:00 UTC, up to 28 Nov 2026, 09:26 UTC.}; the gaps say the rest. */
    private static String words(EventCoverage coverage, Instant from) {
        var words = new StringBuilder(read(coverage));
        Instant first = coverage.from();
        if (first != null && first.isAfter(from)) {
            words.append(", from ").append(Formats.momentWithYear(first));
        }
        if (coverage.upTo() != null) {
            words.append(", up to ").append(Formats.momentWithYear(coverage.upTo()));
        }
        return words.append(".").toString();
    }

    /** {@code 11 of 12 accounts are fully read (1 without access), up to 28 Nov, 09:26 UTC}. */
    static String fact(EventCoverage coverage) {
        return read(coverage) + (coverage.upTo() == null ? "" : ", up to " + Formats.moment(coverage.upTo()));
    }

    private static String read(EventCoverage coverage) {
        return AccountsText.fullyRead(coverage.accounts(), coverage.reasons());
    }

    private static String sentence(Gap gap) {
        return PlainText.cut(gap.accountName(), LONGEST_NAME) + ": " + PlainText.cut(what(gap), 300);
    }

    private static String what(Gap gap) {
        String account = Formats.account(gap.account());
        if (gap.problem() != null) {
            return ProblemText.what(gap.problem());
        }
        return gap.at() == null
                ? "No events of these days were read in account " + account + "."
                : "Account " + account + " was read " + (gap.why() == Why.FROM ? "from " : "up to ")
                        + Formats.momentWithYear(gap.at()) + ".";
    }

    private static Component gaps(List<Gap> gaps) {
        var list = new UnorderedList();
        gaps.stream().limit(MOST_GAPS).forEach(gap -> {
            var item = new ListItem(new Span(sentence(gap)));
            if (gap.problem() != null) {
                item.add(Styled.quiet(PlainText.cut(ProblemText.whatToDo(gap.problem()), 400)));
            }
            list.add(item);
        });
        if (gaps.size() > MOST_GAPS) {
            list.add(new ListItem("and " + Formats.count(gaps.size() - MOST_GAPS) + " more accounts"));
        }
        return new NativeDetails("Accounts not fully read (" + Formats.count(gaps.size()) + ")", list);
    }

    private static List<String> notes(EventCoverage coverage, boolean namesSettings) {
        var notes = new ArrayList<String>();
        if (coverage.skipped() > 0) {
            notes.add(Formats.count(coverage.skipped(), "record", "records")
                    + " of these accounts could not be kept, because Bursar can\u2019t read them as events.");
        }
        if (coverage.badFiles() > 0) {
            notes.add(Formats.count(coverage.badFiles(), "log file", "log files")
                    + " of these accounts could not be read to the end.");
        }
        if (!coverage.readsKept()) {
            notes.add("Read-only events are not kept."
                    + (namesSettings ? " The setting " + TrailSettings.READ_ONLY_EVENTS + " turns them on." : ""));
        }
        return notes;
    }

    /** What an empty answer can't say anything about; empty where everything was read. */
    static String missing(EventCoverage coverage) {
        if (coverage.accounts() == 0) {
            return "None of the accounts in your filter is read.";
        }
        if (coverage.gaps().isEmpty()) {
            return "";
        }
        int more = coverage.gaps().size() - 2;
        return "Not everything was read: "
                + coverage.gaps().stream().limit(2).map(CoverageNote::sentence).collect(Collectors.joining(" "))
                + (more > 0 ? " " + Formats.count(more, "more account has", "more accounts have") + " gaps." : "");
    }
}
