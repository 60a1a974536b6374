package dev.bursar.budgets.writes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A budget of AWS that Bursar manages.
 *
 * @param budget the own one
 * @param name in AWS
 * @param adopted made elsewhere, and taken over as it was
 * @param written what Bursar decided of it last, as a part; null while it isn't in AWS
 * @param notices a list of notifications with their subscribers; null where they aren't managed
 * @param since when it was published or adopted first
 */
record ManagedBudget(
        int budget,
        String account,
        String name,
        boolean adopted,
        @Nullable String written,
        @Nullable String notices,
        Instant since,
        String by,
        @Nullable Instant writtenAt) {
    String arn() {
        return arn(account, name);
    }

    static String arn(String account, String name) {
        return "arn:aws:budgets::" + account + ":budget/" + name;
    }

    /** Each with its subscribers. */
    List<String> noticeList() {
        var list = new ArrayList<String>();
        if (notices != null) {
            BudgetJson.JSON.readTree(notices).values().forEach(one -> list.add(one.toString()));
        }
        return list;
    }
}
