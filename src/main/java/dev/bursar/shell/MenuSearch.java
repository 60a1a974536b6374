package dev.bursar.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.menu.MenuEntry;
import dev.bursar.ui.Finding.Hit;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Search;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Term;
import dev.bursar.ui.Workers;
import module java.base;

/** The way to the search: a button in the menu that looks like a field, and Ctrl-K or Command-K, which shell.ts listens for. */
final class MenuSearch extends NativeButton {
    private final SearchDialog dialog;
    private final AppLayout frame;

    /** @param more what opened the menu where it lies over the page: the menu closes, so the focus comes back to it */
    MenuSearch(Search search, Workers workers, AppLayout frame, Focusable<?> more, List<MenuEntry> all) {
        this.frame = frame;
        dialog = new SearchDialog(search, () -> pages(all), workers);
        addClassName("menu-search");
        getElement().setAttribute("aria-haspopup", "dialog").setAttribute("aria-keyshortcuts", "Control+K Meta+K");
        var keys = Styled.span("search-shortcut", "Ctrl K");
        keys.getElement().setAttribute("aria-hidden", "true");
        keys.getElement()
                .executeJs("if (/mac|iphone|ipad/i.test(navigator.platform)) { this.textContent = '\u2318K'; }");
        add(Icons.SEARCH.create(), new Span("Search"), keys);
        addClickListener(click -> {
            boolean over = frame.isOverlay();
            show();
            if (over) {
                dialog.addOpenedChangeListener(change -> {
                    if (!change.isOpened()) {
                        change.unregisterListener();
                        more.focus();
                    }
                });
            }
        });
    }

    void show() {
        if (frame.isOverlay()) {
            frame.setDrawerOpened(false);
        }
        dialog.show();
    }

    /** The menu's items, then their tabs, then what the user menu has. */
    static List<Hit> pages(List<MenuEntry> all) {
        Map<Double, String> items = all.stream()
                .filter(entry -> entry.order() != null && !TabSection.isTab(entry))
                .collect(Collectors.toMap(MenuEntry::order, MenuEntry::title, (one, other) -> one));
        var hits = new ArrayList<Hit>();
        all.stream()
                .filter(entry -> entry.order() != null)
                .sorted(Comparator.comparing(TabSection::isTab).thenComparing(MenuEntry::order))
                .forEach(entry -> hits.add(page(entry, items.getOrDefault(Math.floor(entry.order()), ""))));
        hits.add(new Hit("Account", "", "account", List.of()));
        hits.add(new Hit("Glossary", "", Term.GLOSSARY, List.of()));
        hits.add(new Hit("Guide", "", GuideView.ROUTE, List.of()));
        return hits;
    }

    private static Hit page(MenuEntry entry, String item) {
        String name = name(entry.menuClass(), entry.title());
        return new Hit(name, name.equals(item) ? "" : item, TabSection.address(entry), List.of(entry.title()));
    }

    /** As the page is titled: Tags' own page is Violations. */
    private static String name(Class<? extends Component> view, String title) {
        return view.isAnnotationPresent(PageTitle.class)
                ? view.getAnnotation(PageTitle.class).value()
                : title;
    }
}
