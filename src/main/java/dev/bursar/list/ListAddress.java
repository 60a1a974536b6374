package dev.bursar.list;

import module java.base;

/**
 * The address of a list page: its route, and the settings in the order in which they stand in it. Reading never fails: what can't be read is
 * left out and named.
 */
public final class ListAddress {
    private final String route;
    private final Dimensions dimensions;
    private final List<Setting<?>> settings;

    public ListAddress(String route, Dimensions dimensions, Setting<?>... settings) {
        this.route = route;
        this.dimensions = dimensions;
        this.settings = List.of(settings);
    }

    public String route() {
        return route;
    }

    public Dimensions dimensions() {
        return dimensions;
    }

    List<Setting<?>> settings() {
        return settings;
    }

    /** What a person sees who has chosen nothing. */
    public ListState usual() {
        return new ListState(this, Map.of());
    }

    /** An address that was read; {@code ignored} are sentences with the reason. */
    public record Read(ListState state, List<String> ignored) {}

    /** @param parameters decoded once, as a browser decodes them */
    public Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(
                parameters,
                settings.stream().flatMap(setting -> setting.names().stream()).toList());
        ListState state = usual();
        for (Setting<?> setting : settings) {
            state = read(state, setting, address);
        }
        return new Read(state, address.ignored());
    }

    private static <T> ListState read(ListState state, Setting<T> setting, AddressReader address) {
        return state.put(setting, setting.read(address));
    }

    /**
     * What {@link ListState#stored} wrote.
     *
     * @throws IllegalArgumentException for anything else, such as what an earlier version stored otherwise: rows that nobody asked for
     *     are no answer
     */
    public ListState ofStored(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters
                        .computeIfAbsent(
                                decoded(equals < 0 ? part : part.substring(0, equals)), any -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
            }
        }
        Read read = read(parameters);
        if (!read.ignored().isEmpty()) {
            throw new IllegalArgumentException("No question of " + route + ": " + read.ignored());
        }
        return read.state();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
