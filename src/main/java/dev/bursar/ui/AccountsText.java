package dev.bursar.ui;

import dev.bursar.kernel.WhyUnread;
import module java.base;

/** In how many accounts something was read, in the same words on every page. */
public final class AccountsText {
    private AccountsText() {}

    /** {@code 11 of 12 accounts}; {@code 12 accounts} where that is all. */
    public static String some(long some, long all) {
        return (some == all ? "" : Formats.count(some) + " of ") + Formats.count(all, "account", "accounts");
    }

    /**
     * A sentence without its full stop: {@code 9 of 12 accounts are fully read (2 without access, 1 not read yet)}, {@code None of the 3
     * accounts is fully read (3 without access)}, {@code 12 accounts are fully read}.
     *
     * @param unread why, of each account that wasn't fully read
     */
    public static String fullyRead(int accounts, List<WhyUnread> unread) {
        int read = accounts - unread.size();
        if (accounts == 0) {
            return "No account is read";
        }
        if (read > 0) {
            return some(read, accounts) + (read == 1 ? " is fully read" : " are fully read") + reasons(unread);
        }
        return (accounts == 1
                        ? "The account isn\u2019t fully read"
                        : "None of the " + Formats.count(accounts) + " accounts is fully read")
                + reasons(unread);
    }

    private static String reasons(List<WhyUnread> unread) {
        if (unread.isEmpty()) {
            return "";
        }
        Map<WhyUnread, Long> counts = unread.stream()
                .collect(Collectors.groupingBy(
                        Function.identity(), () -> new EnumMap<>(WhyUnread.class), Collectors.counting()));
        return counts.entrySet().stream()
                .map(one -> Formats.count(one.getValue()) + " " + word(one.getKey()))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String word(WhyUnread why) {
        return switch (why) {
            case NO_ACCESS -> "without access";
            case REFUSED -> "refused by AWS";
            case NOT_YET -> "not read yet";
            case NOT_READ -> "not read";
            case IN_PART -> "read in part";
        };
    }
}
