package dev.bursar.causes.ui;

import dev.bursar.causes.Change;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.text.CauseText;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.GapsNote;
import dev.bursar.ui.PlainText;
import module java.base;

/**
 * In which accounts with changes not all events were read, so that a cause may be missing there.
 *
 * @param accounts that have changes
 * @param unread of them, as people know them
 * @param reasons why, of each of these
 */
record UnreadEvents(int accounts, List<String> unread, List<WhyUnread> reasons) {
    private static final int LONGEST_NAME = 60;

    UnreadEvents {
        unread = List.copyOf(unread);
        reasons = List.copyOf(reasons);
    }

    static UnreadEvents of(Collection<Change> changes) {
        Set<String> accounts = new HashSet<>();
        Map<String, String> named = new HashMap<>();
        Map<String, Set<String>> places = new HashMap<>();
        for (Change change : changes) {
            change.currencies().stream()
                    .flatMap(of -> of.parts().stream())
                    .map(ChangedPart::key)
                    .forEach(key -> accounts.add(key.account()));
            Map<String, String> names = change.names().accounts();
            change.events().unread().forEach((account, regions) -> {
                named.put(account, names.getOrDefault(account, ""));
                places.merge(account, regions, UnreadEvents::together);
            });
        }
        return new UnreadEvents(
                accounts.size(),
                places.entrySet().stream()
                        .map(one -> words(one.getKey(), named.getOrDefault(one.getKey(), ""), one.getValue()))
                        .sorted()
                        .toList(),
                reasons(places.values()));
    }

    /** @param unread Regions of each account, none where nothing of it was read */
    static List<WhyUnread> reasons(Collection<Set<String>> unread) {
        return unread.stream()
                .map(regions -> regions.isEmpty() ? WhyUnread.NOT_READ : WhyUnread.IN_PART)
                .toList();
    }

    /** Without Regions where nothing was read of the account. */
    private static Set<String> together(Set<String> some, Set<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Set.of();
        }
        var both = new HashSet<>(some);
        both.addAll(others);
        return both;
    }

    private static String words(String account, String name, Set<String> regions) {
        return (name.isEmpty()
                        ? "Account " + Formats.account(account)
                        : PlainText.cut(name, LONGEST_NAME) + ", account " + Formats.account(account))
                + (regions.isEmpty() ? "" : ": " + CauseText.regions(regions));
    }

    /** Empty where all were read. */
    Optional<GapsNote> note() {
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(new GapsNote(
                        AccountsText.fullyRead(accounts, reasons) + ". Causes of changes in the others may be missing.",
                        "Accounts not fully read",
                        unread.stream()
                                .map(words -> new GapsNote.Gap(words, null))
                                .toList()));
    }
}
