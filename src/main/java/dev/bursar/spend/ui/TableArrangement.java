package dev.bursar.spend.ui;

import module java.base;

/** How a person has arranged the table; what they change is told, and holds for all tables of the page. */
final class TableArrangement {
    private final Set<SpendColumn> hidden = EnumSet.noneOf(SpendColumn.class);
    private final Store store;
    private List<String> sorted;
    private List<String> asked = List.of();

    /** Keeps it beyond the page. */
    interface Store {
        void keep(Set<String> hidden, List<String> sorted);
    }

    /**
     * As it was kept; what no longer exists is forgotten.
     *
     * @param sorted columns in the order in which they count, with "-" before them for descending
     */
    TableArrangement(Set<String> hidden, List<String> sorted, Store store) {
        hidden.forEach(name ->
                SpendColumn.named(name).filter(SpendColumn.optional()::contains).ifPresent(this.hidden::add));
        this.sorted = List.copyOf(sorted);
        this.store = store;
    }

    Set<SpendColumn> hidden() {
        return Set.copyOf(hidden);
    }

    /** What the address asks for, else what is kept. */
    List<String> sorted() {
        return asked.isEmpty() ? sorted : asked;
    }

    /** Begins with the order that an address asks for, which isn't kept; empty for the person's own. */
    void ask(List<String> columns) {
        asked = List.copyOf(columns);
    }

    void hide(Set<SpendColumn> columns) {
        hidden.clear();
        hidden.addAll(columns);
        keep();
    }

    void sort(List<String> columns) {
        sorted = List.copyOf(columns);
        asked = List.of();
        keep();
    }

    private void keep() {
        store.keep(hidden.stream().map(SpendColumn::name).collect(Collectors.toSet()), sorted);
    }
}
