package dev.bursar.ownership.text;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.RuleChecks;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** Ownership rules in sentences. */
public final class RuleText {
    private static final int SHOWN_VALUES = 5;

    /** What became of a run where all charges have their owners. */
    public static final String UNCHANGED = "The rules have not changed";

    private RuleText() {}

    /** {@code Tag value is platform or plat → Platform, since 1 Oct 2026}. */
    public static String sentence(OwnershipRule rule, String team, Map<String, String> accountNames) {
        String days = days(rule);
        return claim(rule, accountNames) + " \u2192 " + PlainText.cut(team, 60) + (days.isEmpty() ? "" : ", " + days);
    }

    /** {@code Tag value is platform or plat and account is Sandbox}; that case counts is said where it does. */
    public static String claim(OwnershipRule rule, Map<String, String> accountNames) {
        var conditions = new ArrayList<String>();
        if (rule.tagValues() != null) {
            conditions.add("tag value is " + list(rule.tagValues(), RuleText::tagValue) + exactCase(rule));
        }
        if (rule.accounts() != null) {
            conditions.add("account is "
                    + list(rule.accounts(), account -> accountNames.getOrDefault(account, Formats.account(account))));
        }
        if (rule.services() != null) {
            conditions.add("service is " + list(rule.services(), Function.identity()));
        }
        if (rule.callers() != null) {
            conditions.add("caller is " + list(rule.callers(), caller -> inAccount(caller, accountNames)));
        }
        if (rule.profiles() != null) {
            conditions.add(
                    "inference profile is " + list(rule.profiles(), profile -> inAccount(profile, accountNames)));
        }
        if (rule.clusters() != null) {
            conditions.add("cluster is " + list(rule.clusters(), cluster -> cluster(cluster, accountNames)));
        }
        if (rule.namespaces() != null) {
            conditions.add("namespace is " + list(rule.namespaces(), Function.identity()));
        }
        if (rule.workloads() != null) {
            conditions.add("workload is " + list(rule.workloads(), Function.identity()));
        }
        String all = String.join(" and ", conditions);
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    /** {@code , exact case} where a rule with a tag value asks for it; most rules don't. */
    public static String exactCase(OwnershipRule rule) {
        List<String> values = rule.tagValues();
        return rule.anyCase() || values == null || values.stream().allMatch(String::isEmpty) ? "" : ", exact case";
    }

    /** A caller or profile as a rule names it: {@code role/ChatApp in Sandbox}, {@code role/ChatApp} of any account. */
    public static String inAccount(String value, Map<String, String> accountNames) {
        int colon = value.indexOf(':');
        String account = colon < 0 ? "" : value.substring(0, colon);
        return account.matches("[0-9]{12}")
                ? value.substring(colon + 1) + " in " + accountNames.getOrDefault(account, Formats.account(account))
                : value;
    }

    /** A cluster as a rule names it: {@code ml in Sandbox, us-east-1}, {@code ml} of any account and Region. */
    public static String cluster(String value, Map<String, String> accountNames) {
        String[] path = value.split("/", 3);
        if (path.length < 3) {
            return value;
        }
        return path[2] + " in " + accountNames.getOrDefault(path[0], Formats.account(path[0]))
                + (path[1].isEmpty() ? "" : ", " + path[1]);
    }

    public static String tagValue(String value) {
        return value.isEmpty() ? "untagged" : value;
    }

    /** {@code since 1 Oct 2026, until 30 Nov 2026}; nothing for all days. */
    public static String days(OwnershipRule rule) {
        String since = rule.from().isAfter(OwnershipRule.ALWAYS) ? "since " + Formats.date(rule.from()) : "";
        LocalDate to = rule.to();
        if (to == null) {
            return since;
        }
        return (since.isEmpty() ? "" : since + ", ") + "until " + Formats.date(to.minusDays(1));
    }

    private static String list(List<String> values, Function<String, String> words) {
        List<String> named = values.stream()
                .limit(SHOWN_VALUES)
                .map(words)
                .map(value -> PlainText.cut(value, 60))
                .toList();
        if (values.size() > SHOWN_VALUES) {
            return String.join(", ", named) + " or " + (values.size() - SHOWN_VALUES) + " more";
        }
        return named.size() == 1
                ? named.getFirst()
                : String.join(", ", named.subList(0, named.size() - 1)) + " or " + named.getLast();
    }

    /** {@code rule 3}, {@code rules 3 and 5}. */
    public static String numbers(List<OwnershipRule> rules) {
        List<String> numbers = rules.stream()
                .map(OwnershipRule::position)
                .distinct()
                .map(String::valueOf)
                .toList();
        if (numbers.size() == 1) {
            return "rule " + numbers.getFirst();
        }
        return "rules " + String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and " + numbers.getLast();
    }

    /** {@code rule 3 claims all of it}. */
    public static String shadow(List<OwnershipRule> over) {
        boolean one = over.stream().map(OwnershipRule::position).distinct().count() == 1;
        return numbers(over) + (one ? " claims all its costs" : " together claim all its costs");
    }

    /** {@code This would move $1,234.56 of October 2026 from Unallocated to Platform.} */
    public static String move(OwnershipMove move, Map<TeamId, String> teams) {
        return "This would move " + Formats.money(move.effectiveCost(), move.currency()) + " of "
                + Formats.month(move.month()) + " from " + team(move.from(), teams) + " to " + team(move.to(), teams)
                + ".";
    }

    public static String team(TeamId team, Map<TeamId, String> teams) {
        return PlainText.cut(teams.getOrDefault(team, "a team that no longer exists"), 60);
    }

    /** What is wrong, and what to do. */
    public static String refused(RuleRefused problem, Map<TeamId, String> teams) {
        OwnershipRule other = problem.other();
        return switch (problem.reason()) {
            case NO_CONDITION -> "Name at least one condition, such as a tag value, an account or a service.";
            case VALUE_TOO_LONG ->
                "A value has at most " + Formats.count(RuleChecks.LONGEST_VALUE) + " characters. Shorten it.";
            case TOO_MANY_VALUES ->
                "A rule has at most " + Formats.count(RuleChecks.MOST_VALUES) + " values of "
                        + Formats.count(RuleChecks.MOST_CHARACTERS)
                        + " characters in total. Create a second rule for the rest.";
            case VALUE_NOT_STORABLE -> "A value contains a character that cannot be stored (NUL). Remove it.";
            case NOT_A_CALLER -> "Enter a role or user by its ARN, or by its name: ChatApp, user/ci.";
            case NOT_A_PROFILE -> "Enter an inference profile by its ARN or id.";
            case NOT_A_CLUSTER -> "Enter a cluster by its name or ARN.";
            case NOTHING_NAMED -> "Enter a name.";
            case DAY_OUT_OF_RANGE -> "Choose dates in the years 2000 to 2199.";
            case ENDS_BEFORE_IT_BEGINS -> "The last day is before the first day. Choose a later date.";
            case CHANGES_OUTSIDE_ITS_DAYS ->
                other == null
                        ? "Choose a date on which this rule applies."
                        : "This rule applies " + (days(other).isEmpty() ? "always" : days(other))
                                + ". Choose a later date in that period, or apply the change retroactively.";
            case TEAM_NOT_THERE -> "This team ends before the rule does. Choose another team or an earlier last day.";
            case CLAIMED_ALREADY ->
                other == null ? "Another rule already claims exactly this. Edit that rule." : claimedBy(other, teams);
        };
    }

    /** What to do where a stored rule claims exactly the same. */
    public static String claimedBy(OwnershipRule other, Map<TeamId, String> teams) {
        return "Rule " + other.position() + " already claims exactly this, for " + team(other.team(), teams)
                + ". Edit that rule, or use other conditions.";
    }
}
