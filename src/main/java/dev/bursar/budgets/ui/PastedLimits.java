package dev.bursar.budgets.ui;

import dev.bursar.kernel.TeamId;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.PlainText;
import module java.base;

/**
 * Limits pasted from a spreadsheet: a team and an amount in each line, parted by a tab, a semicolon or blanks.
 *
 * @param limits by team; empty where a line can't be read
 * @param problems sentences that name the line and say what to do
 */
record PastedLimits(Map<TeamId, BigDecimal> limits, List<String> problems) {
    private static final int MOST_LINES = 1_000;
    private static final int MOST_PROBLEMS = 10;
    private static final Pattern PARTED = Pattern.compile("(.+?)\\s*[\\t;]\\s*(.*)");
    private static final Pattern BLANKS = Pattern.compile("(.+?)\\s{2,}(.+)|(.+?)\\s(\\S+)");

    public PastedLimits {
        limits = Map.copyOf(limits);
        problems = List.copyOf(problems);
    }

    /**
     * Reads them; a first line without digits is taken for a head.
     *
     * @param teams that can have a limit, by name
     */
    static PastedLimits read(String text, Map<TeamId, String> teams, String currency) {
        Map<String, TeamId> byName = new LinkedHashMap<>();
        teams.forEach((team, name) -> byName.put(key(name), team));
        Map<TeamId, BigDecimal> limits = new LinkedHashMap<>();
        var problems = new ArrayList<String>();
        List<String> lines = text.lines().toList();
        if (lines.size() > MOST_LINES) {
            return new PastedLimits(Map.of(), List.of("Paste at most 1,000 lines."));
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || i == 0 && line.chars().noneMatch(Character::isDigit)) {
                continue;
            }
            String problem = line(line, byName, currency, limits);
            if (!problem.isEmpty()) {
                problems.add("Line " + (i + 1) + ": " + problem);
            }
        }
        if (limits.isEmpty() && problems.isEmpty()) {
            problems.add("Paste a team and an amount in each line.");
        }
        return problems.isEmpty()
                ? new PastedLimits(limits, List.of())
                : new PastedLimits(Map.of(), problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
    }

    private static String line(
            String line, Map<String, TeamId> byName, String currency, Map<TeamId, BigDecimal> limits) {
        Matcher parted = PARTED.matcher(line);
        Matcher blanks = BLANKS.matcher(line);
        String name;
        String amount;
        if (parted.matches()) {
            name = parted.group(1);
            amount = parted.group(2);
        } else if (blanks.matches()) {
            name = blanks.group(1) == null ? blanks.group(3) : blanks.group(1);
            amount = blanks.group(1) == null ? blanks.group(4) : blanks.group(2);
        } else {
            return "enter a team, a tab and an amount.";
        }
        TeamId team = byName.get(key(name));
        if (team == null) {
            return "no team is called \u201C" + PlainText.cut(name, 40) + "\u201D.";
        }
        AmountText read = AmountText.read(amount, currency);
        if (read.amount().isEmpty()) {
            return read.problem().substring(0, 1).toLowerCase(Locale.ROOT)
                    + read.problem().substring(1);
        }
        return limits.put(team, read.amount().get()) == null
                ? ""
                : "\u201C" + PlainText.cut(name, 40) + "\u201D is there twice.";
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
