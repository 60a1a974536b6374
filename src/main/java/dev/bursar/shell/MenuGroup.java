package dev.bursar.shell;

import com.vaadin.flow.server.menu.MenuEntry;

/** The menu's groups. A page joins one by the order in its {@code @Menu}, and a group without pages is not shown. */
enum MenuGroup {
    COSTS("Costs", 5),
    GOVERNANCE("Governance", 8),
    SYSTEM("System", Double.POSITIVE_INFINITY);

    private final String label;
    private final double end;

    /** @param end orders below this, and not below the group before */
    MenuGroup(String label, double end) {
        this.label = label;
        this.end = end;
    }

    String label() {
        return label;
    }

    static MenuGroup of(MenuEntry entry) {
        for (var group : values()) {
            if (entry.order() != null && entry.order() < group.end) {
                return group;
            }
        }
        return SYSTEM;
    }
}
