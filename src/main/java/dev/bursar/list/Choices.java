package dev.bursar.list;

import module java.base;

/**
 * What filters and drop-downs of a list offer, of what the person may see.
 *
 * @param labels of values in the order in which they are offered, by the keys of filters
 * @param counts of rows by the words of what a setting can be, by the settings' names
 */
public record Choices(Map<String, Map<String, String>> labels, Map<String, Map<String, Long>> counts) {
    public static final Choices NONE = new Choices(Map.of(), Map.of());

    public Choices {
        labels = Map.copyOf(labels);
        counts = Map.copyOf(counts);
    }

    /** Labels by values; none of a filter that offers none. */
    public Map<String, String> of(Dimension filter) {
        return labels.getOrDefault(filter.key(), Map.of());
    }

    /** The same and values of another filter, which somebody else knows. */
    public Choices and(Dimension filter, Map<?, String> offered) {
        var texts = new LinkedHashMap<String, String>();
        offered.forEach((value, label) -> texts.put(String.valueOf(value), label));
        var all = new HashMap<>(labels);
        all.put(filter.key(), texts);
        return new Choices(all, counts);
    }

    public boolean counts(Setting<?> setting) {
        return counts.containsKey(setting.names().getFirst());
    }

    /** How many rows there are where this is chosen and all else as it is; of all where it is none in particular. */
    public <T> long count(Setting<Optional<T>> setting, Optional<T> chosen) {
        Map<String, Long> each = counts.getOrDefault(setting.names().getFirst(), Map.of());
        return chosen.isPresent()
                ? each.getOrDefault(setting.word(chosen), 0L)
                : each.values().stream().mapToLong(Long::longValue).sum();
    }
}
