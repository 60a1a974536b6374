package dev.bursar.ui;

import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The items of the menu that have tabs. The order in a page's {@code @Menu} says where it belongs: its whole number is the item, a
 * fraction makes it a tab of that item. 9 is Admin, 9.4 one of its tabs.
 */
public enum TabSection {
    SPEND(1, "Spend", "Explorer", List.of()),
    CHARGEBACK(3, "Chargeback", "Statements", List.of()),
    BUDGETS(4, "Budgets", "Bursar budgets", List.of()),
    TAGS(5, "Tags", "Violations", List.of()),
    EFFICIENCY(7, "Efficiency", "Workloads", List.of()),
    /** Its own page only leads on to the first tab. */
    ADMIN(9, "Admin", null, List.of(new Group("Organisation", 9), new Group("Access", 9.4), new Group("Data", 9.7)));

    /**
     * Tabs that stand together.
     *
     * @param from the lowest order of its pages
     */
    record Group(String label, double from) {}

    private final int item;
    private final String label;
    private final @Nullable String first;
    private final List<Group> groups;

    /** @param first the tab of the item's own page, if that is one */
    TabSection(int item, String label, @Nullable String first, List<Group> groups) {
        this.item = item;
        this.label = label;
        this.first = first;
        this.groups = groups;
    }

    public String label() {
        return label;
    }

    /** The pages of this section that the person who looks may open. */
    public List<MenuEntry> pages() {
        return pages(MenuConfiguration.getMenuEntries());
    }

    List<MenuEntry> pages(List<MenuEntry> all) {
        return all.stream()
                .filter(entry -> entry.order() != null && Math.floor(entry.order()) == item)
                .filter(entry -> first != null || isTab(entry))
                .sorted(Comparator.comparing(MenuEntry::order).thenComparing(MenuEntry::title))
                .toList();
    }

    /** Whether a page is below an item of the menu and none itself. */
    public static boolean isTab(MenuEntry entry) {
        return entry.order() != null && entry.order() != Math.floor(entry.order());
    }

    /** The tabs of an item of the menu that don't lie below its address: it is marked while one of them is open. */
    public static List<String> elsewhere(MenuEntry item, List<MenuEntry> all) {
        String below = address(item) + "/";
        return below(item, all).stream()
                .filter(address -> !address.startsWith(below))
                .toList();
    }

    /** The addresses of all tabs of an item of the menu. */
    public static List<String> below(MenuEntry item, List<MenuEntry> all) {
        return all.stream()
                .filter(entry -> isTab(entry) && item.order() != null && Math.floor(entry.order()) == item.order())
                .map(TabSection::address)
                .toList();
    }

    /** A page's address without the slash that Vaadin gives it or not, so that it is right wherever the portal is deployed. */
    public static String address(MenuEntry entry) {
        return entry.path().startsWith("/") ? entry.path().substring(1) : entry.path();
    }

    String tab(MenuEntry entry) {
        return first == null || isTab(entry) ? entry.title() : first;
    }

    List<Group> groups() {
        return groups;
    }

    Group group(MenuEntry entry) {
        return groups.stream()
                .filter(group -> entry.order() >= group.from())
                .reduce((before, after) -> after)
                .orElseThrow();
    }
}
