package dev.bursar.list;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What a list page shows: the value of each of its settings. */
public final class ListState {
    private final ListAddress list;
    /** Only what isn't as usual. */
    private final Map<Setting<?>, Object> chosen;

    ListState(ListAddress list, Map<Setting<?>, Object> chosen) {
        this.list = list;
        this.chosen = Map.copyOf(chosen);
    }

    @SuppressWarnings("unchecked") // put under its setting
    public <T> T get(Setting<T> setting) {
        return (T) chosen.getOrDefault(known(setting), setting.usual());
    }

    /** The same with another value; any but the panel's own closes the panel. */
    public <T> ListState with(Setting<T> setting, T value) {
        return (setting.isPanel() ? this : rows()).put(setting, value);
    }

    <T> ListState put(Setting<T> setting, T value) {
        var others = new HashMap<>(chosen);
        others.remove(known(setting));
        if (!value.equals(setting.usual())) {
            others.put(setting, value);
        }
        return new ListState(list, others);
    }

    private <T> Setting<T> known(Setting<T> setting) {
        if (!list.settings().contains(setting)) {
            throw new IllegalArgumentException(list.route() + " has no such setting: " + setting.names());
        }
        return setting;
    }

    /** With these settings as usual. */
    public ListState without(Setting<?>... settings) {
        var others = new HashMap<>(rows().chosen);
        for (Setting<?> setting : settings) {
            others.remove(known(setting));
        }
        return new ListState(list, others);
    }

    /** All rows, in the same order. */
    public ListState inSameOrder() {
        var others = new HashMap<>(chosen);
        others.keySet().removeIf(setting -> !setting.isSort());
        return new ListState(list, others);
    }

    /** Without an open panel. */
    public ListState rows() {
        var others = new HashMap<>(chosen);
        others.keySet().removeIf(Setting::isPanel);
        return new ListState(list, others);
    }

    /** Whether only the open panel differs. */
    public boolean sameRows(@Nullable ListState other) {
        return other != null && rows().equals(other.rows());
    }

    public boolean isUsual(Setting<?> setting) {
        return !chosen.containsKey(known(setting));
    }

    // --- filters

    public List<Filter> filters() {
        return get(list.dimensions().setting());
    }

    /** With these filters in place of all. */
    public ListState filtered(List<Filter> filters) {
        return with(list.dimensions().setting(), List.copyOf(filters));
    }

    /** With one more filter, in place of another of its dimension. */
    public ListState and(Filter filter) {
        var all = new ArrayList<>(filters());
        all.removeIf(other -> other.dimension().equals(filter.dimension()));
        all.add(filter);
        return filtered(all);
    }

    /** The values of the first filter of a dimension; none where there is no filter. */
    public List<String> values(Dimension dimension) {
        return filters().stream()
                .filter(filter -> filter.dimension().equals(dimension.key()))
                .findFirst()
                .map(Filter::values)
                .orElse(List.of());
    }

    public List<Integer> numbers(Dimension dimension) {
        return values(dimension).stream().map(Integer::valueOf).toList();
    }

    /** The text of a filter that contains; "" where there is none. */
    public String text(Dimension dimension) {
        return values(dimension).stream().findFirst().orElse("");
    }

    // --- address

    /** The address's parameters; what is as usual is left out. */
    public Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (Setting<?> setting : list.settings()) {
            if (chosen.containsKey(setting)) {
                write(setting, parameters);
            }
        }
        return parameters;
    }

    /** How what is chosen stands in the address. */
    <T> String word(Setting<T> setting) {
        return setting.word(get(setting));
    }

    private <T> void write(Setting<T> setting, Map<String, List<String>> parameters) {
        parameters.putAll(setting.write(get(setting)));
    }

    /** Relative to the portal, encoded. */
    public String address() {
        String query = query();
        return query.isEmpty() ? list.route() : list.route() + "?" + query;
    }

    /** As an export keeps it, without the panel. */
    public String stored() {
        return rows().query();
    }

    private String query() {
        return parameters().entrySet().stream()
                .flatMap(parameter ->
                        parameter.getValue().stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListState state && list == state.list && chosen.equals(state.chosen);
    }

    @Override
    public int hashCode() {
        return chosen.hashCode();
    }

    @Override
    public String toString() {
        return address();
    }
}
