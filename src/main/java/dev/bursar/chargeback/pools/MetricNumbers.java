package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.pools.MetricProblem.InLine;
import dev.bursar.chargeback.pools.MetricProblem.Wrong;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A month's numbers as people paste them: a team and a number in each line, parted by a tab, a semicolon or a comma.
 *
 * @param byTeam empty where something is wrong
 */
record MetricNumbers(Map<Integer, BigDecimal> byTeam, List<MetricProblem> problems) {
    private static final int MOST_LINES = 1_000;
    private static final int MOST_PROBLEMS = 10;

    MetricNumbers {
        byTeam = Map.copyOf(byTeam);
        problems = List.copyOf(problems);
    }

    /**
     * Reads them; a first line without digits is taken for a head.
     *
     * @param teams of the month, names by number
     * @param leftOut teams that need no number
     */
    static MetricNumbers read(String text, Map<Integer, String> teams, Set<Integer> leftOut) {
        return read(NumberLine.of(text), teams, leftOut);
    }

    /** The same of a file's lines of one month. */
    static MetricNumbers read(List<NumberLine> lines, Map<Integer, String> teams, Set<Integer> leftOut) {
        if (lines.size() > MOST_LINES) {
            return new MetricNumbers(Map.of(), List.of(new MetricProblem.TooManyLines(MOST_LINES)));
        }
        Map<String, Integer> byName = new HashMap<>();
        teams.forEach((team, name) -> byName.put(key(name), team));
        Map<Integer, BigDecimal> numbers = new TreeMap<>();
        var problems = new ArrayList<MetricProblem>();
        for (NumberLine line : lines) {
            boolean head = line.at() == 1 && !byName.containsKey(key(line.first())) && !line.hasDigits();
            if (!line.isEmpty() && !head) {
                line(line, byName, numbers, problems);
            }
        }
        if (problems.isEmpty()) {
            List<String> missing = teams.entrySet().stream()
                    .filter(team -> !leftOut.contains(team.getKey()) && !numbers.containsKey(team.getKey()))
                    .map(Map.Entry::getValue)
                    .sorted(String.CASE_INSENSITIVE_ORDER)
                    .toList();
            if (!missing.isEmpty()) {
                problems.add(new MetricProblem.Missing(missing));
            } else if (numbers.entrySet().stream()
                    .noneMatch(one ->
                            !leftOut.contains(one.getKey()) && one.getValue().signum() > 0)) {
                problems.add(new MetricProblem.AllZero());
            }
        }
        return problems.isEmpty()
                ? new MetricNumbers(numbers, List.of())
                : new MetricNumbers(Map.of(), problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
    }

    private static void line(
            NumberLine line,
            Map<String, Integer> byName,
            Map<Integer, BigDecimal> numbers,
            List<MetricProblem> problems) {
        int at = line.at();
        if (!line.isParted()) {
            problems.add(new InLine(at, Wrong.NOT_PARTED, line.text()));
            return;
        }
        String name = line.first();
        String typed = line.last().replace('\u2212', '-');
        Integer team = byName.get(key(name));
        if (team == null) {
            problems.add(new InLine(at, Wrong.UNKNOWN_TEAM, name));
        } else if (typed.matches("-[0-9,.]+")) {
            problems.add(new InLine(at, Wrong.NEGATIVE, typed));
        } else if (!typed.matches("[0-9]{1,15}(\\.[0-9]{1,9})?|[0-9]{1,3}(,[0-9]{3}){1,4}(\\.[0-9]{1,9})?")) {
            problems.add(new InLine(at, Wrong.NOT_A_NUMBER, typed));
        } else if (numbers.putIfAbsent(team, new BigDecimal(typed.replace(",", ""))) != null) {
            problems.add(new InLine(at, Wrong.TWICE, name));
        }
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
