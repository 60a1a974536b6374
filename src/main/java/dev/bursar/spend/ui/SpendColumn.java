package dev.bursar.spend.ui;

import module java.base;

/** The table's columns, by the names that are stored of them. */
enum SpendColumn {
    NAME(""),
    TOTAL(""),
    BEFORE("Previous period"),
    CHANGE("Change"),
    CHANGE_PERCENT("Change %"),
    SHARE("Share"),
    BAR("Share as a bar"),
    WHY("");

    /** What the table can be sorted by. */
    static final Set<SpendColumn> SORTABLE = EnumSet.of(NAME, TOTAL, BEFORE, CHANGE, CHANGE_PERCENT);

    private final String label;

    SpendColumn(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** What may be put away. */
    static List<SpendColumn> optional() {
        return Arrays.stream(values()).filter(column -> !column.label.isEmpty()).toList();
    }

    boolean compares() {
        return this == BEFORE || this == CHANGE || this == CHANGE_PERCENT;
    }

    static Optional<SpendColumn> named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.name().equals(name))
                .findFirst();
    }
}
