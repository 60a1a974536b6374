package dev.bursar.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.bursar.ui.CurrentPerson;
import dev.bursar.ui.DataAsOf;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Mark;
import dev.bursar.ui.MenuCount;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserMenuLine;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The frame of every page: skip link, drawer with the menu of what the person may open, freshness, user menu. */
@Layout
@AnonymousAllowed
@JsModule("./shell.ts")
class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {
    private final AppLayout frame = new AppLayout();
    private final Main content = new Main();
    private final Span narrowTitle = new Span();
    private final Div freshness = Styled.div("freshness");
    private final BottomBar bottom;
    private final DrawerToggle more = new DrawerToggle();
    private final ObjectProvider<DataAsOf> dataAsOf;
    private final List<MenuCount> counts;
    private final Map<String, SideNavItem> items = new HashMap<>();
    private final Optional<UserMenu> userMenu;
    private @Nullable Registration linesChange;
    private @Nullable String path;

    MainLayout(
            AuthenticationContext authentication,
            ObjectProvider<CurrentPerson> person,
            ObjectProvider<DataAsOf> dataAsOf,
            ObjectProvider<UserMenuLine> lines,
            ObjectProvider<MenuCount> counts) {
        this.dataAsOf = dataAsOf;
        this.counts = counts.orderedStream().toList();
        userMenu = UserMenu.person(authentication, person.getIfAvailable())
                .map(who ->
                        new UserMenu(who, authentication, lines.orderedStream().toList()));
        var all = MenuConfiguration.getMenuEntries();
        var pages = all.stream().filter(entry -> !TabSection.isTab(entry)).toList();
        bottom = new BottomBar(pages, all);
        addClassName("shell");
        var skip = new Anchor("#content", "Skip to main content");
        skip.addClassName("skip-link");
        skip.getElement().setAttribute("router-ignore", true);

        frame.setPrimarySection(AppLayout.Section.DRAWER);
        var drawer = new Header(new Mark(), menu(pages, all), foot());
        drawer.addClassName("drawer");
        frame.addToDrawer(drawer);

        // on a phone the last of the bar below, else the first of the one above
        more.getElement().appendChild(Icons.MENU.large().getElement(), new Span("More").getElement());
        more.setAriaLabel("More pages");
        narrowTitle.addClassName("narrow-title");
        narrowTitle.getElement().setAttribute("aria-hidden", "true");
        frame.addToNavbar(true, bottom, more);
        frame.addToNavbar(new Mark(), narrowTitle);

        content.setId("content");
        content.getElement().setAttribute("tabindex", "-1");
        frame.setContent(content);
        add(skip, frame);
    }

    private Div menu(List<MenuEntry> pages, List<MenuEntry> all) {
        var menu = Styled.div("menu");
        for (var group : MenuGroup.values()) {
            var nav = new SideNav(group.label());
            pages.stream()
                    .filter(entry -> MenuGroup.of(entry) == group)
                    .forEach(entry -> nav.addItem(item(entry, all)));
            if (!nav.getItems().isEmpty()) {
                menu.add(nav);
            }
        }
        return menu;
    }

    private SideNavItem item(MenuEntry entry, List<MenuEntry> all) {
        var item = new SideNavItem(entry.title(), entry.path());
        // below the root there is everything
        item.setMatchNested(!TabSection.address(entry).isEmpty());
        item.setPathAliases(Set.copyOf(TabSection.elsewhere(entry, all)));
        Optional.ofNullable(entry.icon())
                .flatMap(Icons::named)
                .ifPresent(icon -> item.setPrefixComponent(icon.large()));
        items.put(TabSection.address(entry), item);
        return item;
    }

    /** Says beside a page's name what waits there for the person. */
    private void showCounts() {
        for (var one : counts) {
            var item = items.get(one.address());
            var count = item == null ? 0 : one.count();
            if (item != null && count > 0) {
                var badge = Styled.span("menu-count", Formats.count(count));
                badge.getElement().setAttribute("aria-label", one.words(count));
                badge.getElement().setAttribute("role", "img");
                item.setSuffixComponent(badge);
            } else if (item != null) {
                item.setSuffixComponent(null);
            }
        }
    }

    private Div foot() {
        var foot = Styled.div("drawer-foot", freshness);
        userMenu.ifPresent(foot::add);
        return foot;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        linesChange = UserMenuLine.onChange(event.getUI(), () -> beside(this::refreshMenu));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (linesChange != null) {
            linesChange.remove();
            linesChange = null;
        }
    }

    private void refreshMenu() {
        userMenu.ifPresent(UserMenu::refresh);
    }

    /** What stands beside every page fails alone: the page is shown without it, or says itself what failed. */
    private static void beside(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException problem) {
            Reference.of(problem);
        }
    }

    private void showFreshness() {
        freshness.removeAll();
        var source = dataAsOf.getIfAvailable();
        if (source == null) {
            return;
        }
        source.forCurrentPerson()
                .ifPresentOrElse(
                        fresh -> {
                            freshness.add(Styled.span("as-of", "Data as of " + Formats.moment(fresh.asOf())));
                            if (fresh.detail() != null) {
                                var detail = new Span(fresh.detail());
                                detail.addClassName("note");
                                freshness.add(detail);
                            }
                        },
                        () -> {
                            freshness.add(Styled.span("note", "No data yet"));
                        });
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        content.removeAll();
        content.getElement().appendChild(page.getElement());
        if (frame.isOverlay()) {
            frame.setDrawerOpened(false);
        }
    }

    @Override
    public void removeRouterLayoutContent(HasElement page) {
        content.removeAll();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        beside(this::showFreshness);
        beside(this::showCounts);
        beside(this::refreshMenu);
        var page = event.getActiveChain().getFirst();
        var title = title(page);
        narrowTitle.setText(title);
        // Vaadin sets the view's own title after this, so ours has to come last
        getUI().ifPresent(ui -> ui.beforeClientResponse(
                this, context -> ui.getPage().setTitle(title.equals("Bursar") ? title : title + " \u2013 Bursar")));
        var before = path;
        path = event.getLocation().getPath();
        more.setClassName("here", !bottom.at(path));
        var arrived = event.getLocationChangeEvent().getTrigger() != NavigationTrigger.PAGE_LOAD;
        if (arrived && before != null && !before.equals(path)) {
            content.getElement()
                    .executeJs("requestAnimationFrame(() => (this.querySelector('h1') ?? this).focus());"
                            + "this.scrollIntoView();");
        }
    }

    private static String title(HasElement page) {
        return page instanceof Component component
                ? MenuConfiguration.getPageHeader(component)
                        .filter(title -> !title.isBlank())
                        .orElse("Bursar")
                : "Bursar";
    }

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

    /** The menu's first pages within reach of a thumb. Styles show it on phones only; the drawer has the rest. */
    static final class BottomBar extends Nav {
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
}
