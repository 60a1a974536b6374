package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.chargeback.pools.MetricProblem.Wrong;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file of numbers of several months: a team, a month and a number in each line, parted as pasted ones are.
 *
 * @param months lines as they are pasted for one month, by month; empty where something is wrong
 */
record MetricFile(SortedMap<YearMonth, List<NumberLine>> months, List<MetricProblem> problems) {
    static final int MOST_BYTES = 1_000_000;
    private static final int MOST_LINES = 20_000;
    private static final String MONTH = "[12]\\d{3}-(0[1-9]|1[0-2])(-01)?";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    MetricFile {
        problems = List.copyOf(problems);
    }

    private static MetricFile refused(MetricProblem problem) {
        return new MetricFile(new TreeMap<>(), List.of(problem));
    }

    /** Reads it; a first line without digits is taken for a head. */
    static MetricFile read(byte[] file) {
        if (file.length > MOST_BYTES) {
            return refused(new MetricProblem.TooLarge(MOST_BYTES));
        }
        Optional<String> text = text(file);
        if (text.isEmpty()) {
            return refused(new MetricProblem.NotText());
        }
        List<NumberLine> lines = NumberLine.of(text.get());
        if (lines.size() > MOST_LINES) {
            return refused(new MetricProblem.TooManyLines(MOST_LINES));
        }
        SortedMap<YearMonth, List<NumberLine>> months = new TreeMap<>();
        var problems = new ArrayList<MetricProblem>();
        for (NumberLine line : lines) {
            boolean head = line.at() == 1 && !line.hasDigits();
            if (!line.isEmpty() && !head) {
                line(line, months, problems);
            }
        }
        if (months.isEmpty() && problems.isEmpty()) {
            return refused(new MetricProblem.NoLines());
        }
        return new MetricFile(problems.isEmpty() ? months : new TreeMap<>(), problems);
    }

    /** Empty where it isn't UTF-8. */
    private static Optional<String> text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.indexOf('\0') >= 0
                    ? Optional.empty()
                    : Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static void line(
            NumberLine line, SortedMap<YearMonth, List<NumberLine>> months, List<MetricProblem> problems) {
        NumberLine teamAndMonth = line.withoutLast();
        String month = teamAndMonth.last();
        if (!line.isParted() || !teamAndMonth.isParted()) {
            problems.add(new InLine(line.at(), Wrong.NOT_PARTED_BY_MONTH, line.text()));
        } else if (!month.matches(MONTH)) {
            problems.add(new InLine(line.at(), Wrong.NOT_A_MONTH, month));
        } else {
            months.computeIfAbsent(YearMonth.parse(month.substring(0, 7)), any -> new ArrayList<>())
                    .add(line.withoutSecondLast());
        }
    }
}
