package dev.bursar.ui;

import dev.bursar.kernel.Scope;
import dev.bursar.ui.Waiting.Waits;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Asks every feature what waits for the person who acts. */
@Component
public class WaitingList {
    private final List<Waiting> kinds;
    private final Scope scope;

    WaitingList(ObjectProvider<Waiting> kinds, Scope scope) {
        this.kinds = kinds.orderedStream().toList();
        this.scope = scope;
    }

    /** One kind of which something waits. */
    public record Entry(Waiting kind, Waits waits) {
        public String words() {
            return kind.words(waits.count());
        }
    }

    /**
     * What came of it.
     *
     * @param entries those with the earliest day first, then those without one
     * @param lookedAt in words, also of kinds of which nothing waits
     * @param failed in words, what couldn't be looked at; the log says why
     */
    public record Answer(List<Entry> entries, List<String> lookedAt, List<String> failed) {
        /** How much waits on each page, by its address. */
        public Map<String, Integer> byPage() {
            return entries.stream()
                    .collect(Collectors.toMap(
                            entry -> entry.kind().page(), entry -> entry.waits().count(), Integer::sum));
        }

        /** What waits on a page, {@code 2 statements to answer, 1 dispute to decide}. */
        public String words(Collection<String> pages) {
            return entries.stream()
                    .filter(entry -> pages.contains(entry.kind().page()))
                    .map(Entry::words)
                    .collect(Collectors.joining(", "));
        }
    }

    /** A kind that fails hides none of the others. */
    public Answer look() {
        var entries = new ArrayList<Entry>();
        var lookedAt = new ArrayList<String>();
        var failed = new ArrayList<String>();
        for (var kind : kinds) {
            if (kind.roles().stream().noneMatch(scope::has)) {
                continue;
            }
            try {
                kind.look().ifPresent(waits -> {
                    lookedAt.add(kind.lookedAt());
                    if (waits.count() > 0) {
                        entries.add(new Entry(kind, waits));
                    }
                });
            } catch (AccessDeniedException notTheirs) {
                // rights end while a page is open
            } catch (RuntimeException problem) {
                Reference.of(problem);
                failed.add(kind.lookedAt());
            }
        }
        entries.sort(
                Comparator.comparing(entry -> entry.waits().by(), Comparator.nullsLast(Comparator.naturalOrder())));
        return new Answer(entries, lookedAt.stream().distinct().toList(), failed);
    }
}
