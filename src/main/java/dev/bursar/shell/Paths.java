package dev.bursar.shell;

import com.vaadin.flow.server.menu.MenuEntry;

/** Addresses of menu entries, which Vaadin gives with or without a slash in front. */
final class Paths {
    private Paths() {}

    /** Relative to the portal's root, wherever that is deployed. */
    static String relative(MenuEntry entry) {
        return entry.path().startsWith("/") ? entry.path().substring(1) : entry.path();
    }
}
