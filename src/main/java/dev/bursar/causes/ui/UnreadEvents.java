package dev.bursar.causes.ui;

import dev.bursar.causes.Change;
import dev.bursar.causes.ChangedPart;
import dev.bursar.ui.Formats;
import dev.bursar.ui.GapsNote;
import dev.bursar.ui.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * In which accounts with changes not all events were read, so that a cause may be missing there.
 *
 * @param accounts that have changes
 * @param unread of them, as people know them
 */
record UnreadEvents(int accounts, List<String> unread) {
    private static final int LONGEST_NAME = 60;

    UnreadEvents {
        unread = List.copyOf(unread);
    }

    static UnreadEvents of(Collection<Change> changes) {
        Set<String> accounts = new HashSet<>();
        Map<String, String> unread = new TreeMap<>();
        for (Change change : changes) {
            change.currencies().stream()
                    .flatMap(of -> of.parts().stream())
                    .map(ChangedPart::key)
                    .forEach(key -> accounts.add(key.account()));
            Map<String, String> names = change.names().accounts();
            change.events()
                    .unread()
                    .forEach(account -> unread.put(account, words(account, names.getOrDefault(account, ""))));
        }
        var sorted = new ArrayList<>(unread.values());
        sorted.sort(null);
        return new UnreadEvents(accounts.size(), sorted);
    }

    private static String words(String account, String name) {
        return name.isEmpty()
                ? "Account " + Formats.account(account)
                : PlainText.cut(name, LONGEST_NAME) + ", account " + Formats.account(account);
    }

    /** Empty where all were read. */
    Optional<GapsNote> note() {
        return unread.isEmpty()
                ? Optional.empty()
                : Optional.of(new GapsNote(
                        "Not all events of these days were read in " + Formats.count(unread.size()) + " of "
                                + Formats.count(accounts, "account", "accounts")
                                + ". Causes of changes there may be missing.",
                        "Accounts not fully read",
                        unread.stream()
                                .map(words -> new GapsNote.Gap(words, null))
                                .toList()));
    }
}
