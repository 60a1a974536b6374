package dev.bursar.list;

import module java.base;

/** What a list can be filtered by. */
public final class Dimensions {
    private final List<Dimension> all;
    private final boolean several;
    private final Setting<List<Filter>> setting;

    private Dimensions(boolean several, List<Dimension> all) {
        this.several = several;
        this.all = all;
        setting = Setting.filters(this);
    }

    /** A list without a filter bar. */
    public static Dimensions none() {
        return of();
    }

    /** One filter of each. */
    public static Dimensions of(Dimension... dimensions) {
        return new Dimensions(false, List.of(dimensions));
    }

    /** Any number of filters of each, all of which hold. */
    public static Dimensions several(Dimension... dimensions) {
        return new Dimensions(true, List.of(dimensions));
    }

    /** Where the filters stand in the address. */
    public Setting<List<Filter>> setting() {
        return setting;
    }

    public List<Dimension> all() {
        return all;
    }

    String example() {
        return all.getFirst().key();
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    public Optional<Dimension> find(String key) {
        return all.stream().filter(dimension -> dimension.key().equals(key)).findFirst();
    }

    /** Why no question can be made of these filters together; empty when one can. */
    public Optional<String> wrong(List<Filter> filters) {
        Set<String> seen = new HashSet<>();
        return filters.size() > AddressReader.MOST_FILTERS
                ? Optional.of("a view has at most " + AddressReader.MOST_FILTERS + " filters")
                : filters.stream()
                        .map(filter -> FilterAddress.wrong(filter.operator(), filter.values())
                                .or(() -> wrong(filter, seen)))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** @param seen keys of the filters before, to which this one's is added when it is right */
    Optional<String> wrong(Filter filter, Set<String> seen) {
        Optional<String> wrong = !several && seen.contains(filter.dimension())
                ? Optional.of("there is one filter of each kind")
                : find(filter.dimension())
                        .map(dimension -> dimension.wrong(filter))
                        .orElseGet(() -> Optional.of("unknown dimension"));
        if (wrong.isEmpty()) {
            seen.add(filter.dimension());
        }
        return wrong;
    }
}
