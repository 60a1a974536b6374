package dev.bursar.kernel;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The tags whose values name teams, in order. A charge's team value is that of the first key in force on its day of which it
 * carries a value.
 */
public record TeamKeys(List<Key> keys) {
    public static final int MOST = 10;
    public static final TeamKeys NONE = new TeamKeys(List.of());

    public TeamKeys {
        keys = List.copyOf(keys);
    }

    /**
     * @param key exactly as charges carry it
     * @param from the first day on which it counts; null where it always has
     */
    public record Key(String key, @Nullable LocalDate from) {
        boolean on(LocalDate day) {
            return from == null || !day.isBefore(from);
        }
    }

    public static TeamKeys of(String key) {
        return key.isEmpty() ? NONE : new TeamKeys(List.of(new Key(key, null)));
    }

    /** The key that is asked first; "" where there is none. */
    public String first() {
        return keys.isEmpty() ? "" : keys.getFirst().key();
    }

    /** Whether nothing but one key has ever named teams. */
    public boolean single() {
        return keys.size() < 2 && keys.stream().allMatch(key -> key.from() == null);
    }

    /** The value that names the team of a charge with these tags on this day; "" where it has none. */
    public String value(Map<String, String> tags, LocalDate day) {
        return tags.getOrDefault(key(tags, day), "");
    }

    /** The key of that value; "" where no key in force has one. */
    public String key(Map<String, String> tags, LocalDate day) {
        for (Key key : keys) {
            if (key.on(day) && !tags.getOrDefault(key.key(), "").isEmpty()) {
                return key.key();
            }
        }
        return "";
    }

    /** The keys in force on a day, in order. */
    public List<String> on(LocalDate day) {
        return keys.stream().filter(key -> key.on(day)).map(Key::key).toList();
    }

    /**
     * The keys that count on each of these days, in order; empty where others count on some of them than on others.
     *
     * @param to excluded
     */
    public Optional<List<String>> during(LocalDate from, LocalDate to) {
        List<String> keys = on(from);
        return changes().subSet(from, false, to, false).stream().allMatch(day -> on(day).equals(keys))
                ? Optional.of(keys)
                : Optional.empty();
    }

    /** Days from which other keys count than before. */
    public NavigableSet<LocalDate> changes() {
        return keys.stream().map(Key::from).filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The order as it is stored, a line a key: {@code iamPrincipal/team from 2026-10-01}. */
    public String text() {
        return keys.stream()
                .map(key -> key.from() == null ? key.key() : key.key() + " from " + key.from())
                .collect(Collectors.joining("\n"));
    }
}
