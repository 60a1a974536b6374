package dev.bursar.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.Comparator;
import java.util.List;

/**
 * The way between the pages of Admin, of which the menu shows one item only: those whose address begins with
 * {@code admin/}, in the order of their {@code @Menu}, and only those that the person may open. They are links and no tabs
 * to assistive technology, because each opens a page of its own.
 */
public final class AdminTabs extends Nav {
    private static final String BELOW = "admin/";

    /** @param here address of the page or of the page that it lies below, {@code admin/rules} */
    public AdminTabs(String here) {
        this(pages(), here);
    }

    AdminTabs(List<MenuEntry> pages, String here) {
        addClassNames("page-tabs", "no-print");
        getElement().setAttribute("aria-label", "Admin");
        var list = new UnorderedList();
        for (var page : pages) {
            var link = new Anchor(address(page), page.title());
            if (address(page).equals(here)) {
                link.getElement().setAttribute("aria-current", "page");
                // the row is wider than a phone
                link.getElement()
                        .executeJs(
                                "requestAnimationFrame(() => this.scrollIntoView({block: 'nearest', inline: 'center'}))");
            }
            list.add(new ListItem(link));
        }
        add(list);
    }

    /** The pages of Admin that the person who looks may open. */
    public static List<MenuEntry> pages() {
        return pages(MenuConfiguration.getMenuEntries());
    }

    static List<MenuEntry> pages(List<MenuEntry> all) {
        return all.stream()
                .filter(AdminTabs::isPage)
                .sorted(Comparator.comparing(MenuEntry::order, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(MenuEntry::title))
                .toList();
    }

    public static boolean isPage(MenuEntry entry) {
        return address(entry).startsWith(BELOW);
    }

    private static String address(MenuEntry entry) {
        return entry.path().startsWith("/") ? entry.path().substring(1) : entry.path();
    }
}
