package dev.bursar.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.shared.Registration;
import dev.bursar.ui.WaitingList.Answer;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The way between the pages of one item of the menu: only those that the person may open, and nothing where that is one. Where
 * the section has groups, a first row holds these and a second one the pages of the group that is open. They are links and no
 * tabs to assistive technology, because each opens a page of its own.
 */
public final class SectionTabs extends Nav {
    private final TabSection section;
    private final String here;
    private final Map<Anchor, List<String>> links = new LinkedHashMap<>();
    private @Nullable Registration looked;

    /** @param here address of the page or of the page that it lies below, {@code admin/rules} */
    public SectionTabs(TabSection section, String here) {
        this(section, section.pages(), here);
    }

    SectionTabs(TabSection section, List<MenuEntry> pages, String here) {
        this.section = section;
        this.here = here;
        addClassNames("page-tabs", "no-print");
        getElement().setAttribute("aria-label", section.label());
        setVisible(pages.size() > 1);
        if (section.groups().isEmpty()) {
            add(pages(pages));
            return;
        }
        var groups = new UnorderedList();
        add(groups);
        for (var group : section.groups()) {
            var members =
                    pages.stream().filter(page -> section.group(page) == group).toList();
            if (members.isEmpty()) {
                continue;
            }
            var link = new Anchor(TabSection.address(members.getFirst()), group.label());
            links.put(link, members.stream().map(TabSection::address).toList());
            groups.add(new ListItem(link));
            if (members.stream().anyMatch(isHere())) {
                current(link, "true");
                var row = pages(members);
                row.getElement().setAttribute("aria-label", group.label());
                add(row);
            }
        }
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        looked = WaitingBadges.onLooked(ui, () -> WaitingBadges.known(ui).ifPresent(this::showBadges));
        WaitingBadges.known(ui).ifPresent(this::showBadges);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (looked != null) {
            looked.remove();
        }
    }

    private void showBadges(Answer seen) {
        links.forEach((link, pages) -> WaitingBadges.show(link, seen, pages));
    }

    private Predicate<MenuEntry> isHere() {
        return page -> TabSection.address(page).equals(here);
    }

    private UnorderedList pages(List<MenuEntry> pages) {
        var list = new UnorderedList();
        for (var page : pages) {
            var link = new Anchor(TabSection.address(page), section.tab(page));
            links.put(link, List.of(TabSection.address(page)));
            if (isHere().test(page)) {
                current(link, "page");
            }
            list.add(new ListItem(link));
        }
        return list;
    }

    private static void current(Anchor link, String what) {
        link.getElement().setAttribute("aria-current", what);
        // the row may be wider than a phone
        link.getElement()
                .executeJs("requestAnimationFrame(() => this.scrollIntoView({block: 'nearest', inline: 'center'}))");
    }
}
