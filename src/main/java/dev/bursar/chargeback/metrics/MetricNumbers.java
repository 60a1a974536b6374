package dev.bursar.chargeback.metrics;

import dev.bursar.chargeback.metrics.MetricProblem.InLine;
import dev.bursar.chargeback.metrics.MetricProblem.Wrong;
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
        List<String> lines = text.lines().toList();
        if (lines.size() > MOST_LINES) {
            return new MetricNumbers(Map.of(), List.of(new MetricProblem.TooManyLines(MOST_LINES)));
        }
        Map<String, Integer> byName = new HashMap<>();
        teams.forEach((team, name) -> byName.put(key(name), team));
        Map<Integer, BigDecimal> numbers = new TreeMap<>();
        var problems = new ArrayList<MetricProblem>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean head = i == 0
                    && !byName.containsKey(key(team(line)))
                    && line.chars().noneMatch(Character::isDigit);
            if (!line.isEmpty() && !head) {
                line(i + 1, line, byName, numbers, problems);
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
            int at,
            String line,
            Map<String, Integer> byName,
            Map<Integer, BigDecimal> numbers,
            List<MetricProblem> problems) {
        int parted = parted(line);
        if (parted < 0) {
            problems.add(new InLine(at, Wrong.NOT_PARTED, line));
            return;
        }
        String name = team(line);
        String typed = unquoted(line.substring(parted + 1)).replace('\u2212', '-');
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

    /** At a tab, else a semicolon, else a comma; names may have commas, and numbers after a tab too. */
    private static int parted(String line) {
        int tab = line.lastIndexOf('\t');
        int semicolon = line.lastIndexOf(';');
        return tab >= 0 ? tab : semicolon >= 0 ? semicolon : line.lastIndexOf(',');
    }

    private static String team(String line) {
        int parted = parted(line);
        return unquoted(parted < 0 ? line : line.substring(0, parted));
    }

    private static String unquoted(String text) {
        String bare = text.strip();
        return bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")
                ? bare.substring(1, bare.length() - 1).replace("\"\"", "\"").strip()
                : bare;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
