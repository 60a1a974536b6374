package dev.bursar.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.menu.MenuEntry;
import dev.bursar.ui.Icons;
import dev.bursar.ui.TabSection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The menu's first pages within reach of a thumb. Styles show it on phones only; the drawer has the rest. */
final class BottomBar extends Nav {
    private static final int ROOM = 4;

    private final Map<String, Anchor> links = new LinkedHashMap<>();
    private final Map<String, List<String>> elsewhere = new HashMap<>();

    /** @param all the pages that the person may open, tabs too */
    BottomBar(List<MenuEntry> items, List<MenuEntry> all) {
        addClassName("bottom-bar");
        getElement().setAttribute("aria-label", "Main pages");
        var list = new UnorderedList();
        items.stream().limit(ROOM).forEach(entry -> {
            var link = new Anchor(TabSection.address(entry), "");
            Optional.ofNullable(entry.icon()).flatMap(Icons::named).ifPresent(icon -> link.add(icon.large()));
            link.add(new Span(entry.title()));
            links.put(TabSection.address(entry), link);
            elsewhere.put(TabSection.address(entry), TabSection.elsewhere(entry, all));
            list.add(new ListItem(link));
        });
        add(list);
    }

    /** Marks the item that the page at this path belongs to, and says whether there is one. */
    boolean at(String path) {
        boolean found = false;
        for (var link : links.entrySet()) {
            String address = link.getKey();
            // below the root there is everything
            if (path.equals(address)
                    || !address.isEmpty() && path.startsWith(address + "/")
                    || elsewhere.getOrDefault(address, List.of()).contains(path)) {
                link.getValue().getElement().setAttribute("aria-current", "page");
                found = true;
            } else {
                link.getValue().getElement().removeAttribute("aria-current");
            }
        }
        return found;
    }
}
