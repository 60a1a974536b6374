package dev.bursar.admin.organisation;

import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;

/** Says in one line what an ownership rule claims. */
final class RuleText {
    private RuleText() {}

    /** {@code Tag value is vision or cv and account is Sandbox}. */
    static String of(OwnershipRule rule, Map<String, String> accountNames) {
        var conditions = new ArrayList<String>();
        if (rule.tagValues() != null) {
            conditions.add(
                    "tag value is " + values(rule.tagValues()) + dev.bursar.ownership.text.RuleText.exactCase(rule));
        }
        conditions.addAll(others(rule, accountNames));
        String all = String.join(" and ", conditions);
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1);
    }

    /** What it asks for besides a tag value, {@code , exact case and account is Sandbox}. */
    static String rest(OwnershipRule rule, Map<String, String> accountNames) {
        return dev.bursar.ownership.text.RuleText.exactCase(rule)
                + others(rule, accountNames).stream()
                        .map(condition -> " and " + condition)
                        .collect(Collectors.joining());
    }

    private static List<String> others(OwnershipRule rule, Map<String, String> accountNames) {
        var conditions = new ArrayList<String>();
        if (rule.accounts() != null) {
            conditions.add("account is " + accounts(rule.accounts(), accountNames));
        }
        if (rule.services() != null) {
            conditions.add("service is " + values(rule.services()));
        }
        if (rule.callers() != null) {
            conditions.add("caller is " + inAccounts(rule.callers(), accountNames));
        }
        if (rule.profiles() != null) {
            conditions.add("inference profile is " + inAccounts(rule.profiles(), accountNames));
        }
        if (rule.clusters() != null) {
            conditions.add("cluster is "
                    + values(rule.clusters().stream()
                            .map(cluster -> dev.bursar.ownership.text.RuleText.cluster(cluster, accountNames))
                            .toList()));
        }
        if (rule.namespaces() != null) {
            conditions.add("namespace is " + values(rule.namespaces()));
        }
        if (rule.workloads() != null) {
            conditions.add("workload is " + values(rule.workloads()));
        }
        return conditions;
    }

    private static String inAccounts(List<String> values, Map<String, String> accountNames) {
        return values(values.stream()
                .map(value -> dev.bursar.ownership.text.RuleText.inAccount(value, accountNames))
                .toList());
    }

    static String value(String tagValue) {
        return tagValue.isEmpty() ? "untagged" : PlainText.cut(tagValue, 60);
    }

    private static String accounts(List<String> accounts, Map<String, String> names) {
        return values(accounts.stream()
                .map(account -> names.getOrDefault(account, Formats.account(account)))
                .toList());
    }

    private static String values(List<String> values) {
        int shown = values.size() <= 4 ? values.size() : 3;
        List<String> words = new ArrayList<>(
                values.stream().limit(shown).map(RuleText::value).toList());
        if (shown < values.size()) {
            words.add(Formats.count(values.size() - shown) + " more");
        }
        String last = words.removeLast();
        return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
    }
}
