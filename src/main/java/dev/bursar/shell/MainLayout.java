package dev.bursar.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
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
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Search;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserMenuLine;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.WaitingList;
import dev.bursar.ui.WaitingList.Answer;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The frame of every page: skip link, drawer with the menu of what the person may open, freshness, user menu. */
@Layout
@AnonymousAllowed
@JsModule("./shell.ts")
class MainLayout extends Div implements RouterLayout, AfterNavigationObserver {
    /** An open page hears within a minute of what waits. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(45);

    /** So that no page waits for its badges. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final AppLayout frame = new AppLayout();
    private final Main content = new Main();
    private final Span narrowTitle = new Span();
    private final Div freshness = Styled.div("freshness");
    private final BottomBar bottom;
    private final DrawerToggle more = new DrawerToggle();
    private final ObjectProvider<DataAsOf> dataAsOf;
    private final WaitingList waiting;
    private final PageWork looking;
    private final Map<SideNavItem, List<String>> items = new LinkedHashMap<>();
    private final Optional<UserMenu> userMenu;
    private final List<Registration> told = new ArrayList<>();
    private @Nullable String path;

    MainLayout(
            AuthenticationContext authentication,
            ObjectProvider<CurrentPerson> person,
            ObjectProvider<DataAsOf> dataAsOf,
            ObjectProvider<UserMenuLine> lines,
            WaitingList waiting,
            ObjectProvider<Search> search,
            Workers workers) {
        this.dataAsOf = dataAsOf;
        this.waiting = waiting;
        looking = new PageWork(this, workers);
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
        var drawer = new Header(new Mark());
        search.ifAvailable(found -> {
            var find = new MenuSearch(found, workers, frame, more, all);
            drawer.add(find);
            getElement().addEventListener("bursar-search", event -> find.show());
        });
        drawer.add(menu(pages, all), foot());
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
        items.put(item, pages(entry, all));
        return item;
    }

    /** The addresses of an item and its tabs. */
    private static List<String> pages(MenuEntry entry, List<MenuEntry> all) {
        return Stream.concat(Stream.of(TabSection.address(entry)), TabSection.below(entry, all).stream())
                .toList();
    }

    private void look(Duration pause) {
        if (userMenu.isPresent()) {
            looking.askAfter(pause, waiting::look, this::seen, problem -> {
                Reference.of(problem);
                look(LOOK_AGAIN);
            });
        }
    }

    private void seen(Answer seen) {
        getUI().ifPresent(ui -> WaitingBadges.keep(ui, seen));
        look(LOOK_AGAIN);
    }

    /** Says beside a page's name what waits there, and on its tabs, for the person. */
    private void showBadges(Answer seen) {
        items.forEach((item, pages) ->
                item.setSuffixComponent(WaitingBadges.badge(seen, pages).orElse(null)));
        bottom.show(seen);
    }

    private Div foot() {
        var foot = Styled.div("drawer-foot", freshness);
        userMenu.ifPresent(foot::add);
        return foot;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        told.add(UserMenuLine.onChange(ui, () -> beside(this::refreshMenu)));
        told.add(PageHeader.onTitled(ui, this::showTitle));
        told.add(WaitingBadges.onStale(ui, () -> look(SOON)));
        told.add(WaitingBadges.onLooked(ui, () -> WaitingBadges.known(ui).ifPresent(this::showBadges)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        looking.forget();
        told.forEach(Registration::remove);
        told.clear();
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
        look(SOON);
        beside(this::refreshMenu);
        var page = event.getActiveChain().getFirst();
        showTitle(title(page));
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

    private void showTitle(String title) {
        narrowTitle.setText(title);
        // Vaadin sets the view's own title after this, so ours has to come last
        getUI().ifPresent(ui -> ui.beforeClientResponse(
                this, context -> ui.getPage().setTitle(title.equals("Bursar") ? title : title + " \u2013 Bursar")));
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

        /** What the drawer has alone, so that the pages opened most fit: Overview leads to the anomalies that wait. */
        private static final Set<String> DRAWER_ONLY = Set.of("anomalies");

        private final Map<String, Anchor> links = new LinkedHashMap<>();
        private final Map<String, List<String>> elsewhere = new HashMap<>();
        private final Map<String, List<String>> tabs = new HashMap<>();

        /** @param all the pages that the person may open, tabs too */
        BottomBar(List<MenuEntry> items, List<MenuEntry> all) {
            addClassName("bottom-bar");
            getElement().setAttribute("aria-label", "Main pages");
            var list = new UnorderedList();
            var first = items.stream()
                    .filter(entry -> !DRAWER_ONLY.contains(TabSection.address(entry)))
                    .limit(ROOM);
            first.forEach(entry -> {
                var link = new Anchor(TabSection.address(entry), "");
                Optional.ofNullable(entry.icon()).flatMap(Icons::named).ifPresent(icon -> link.add(icon.large()));
                link.add(new Span(entry.title()));
                links.put(TabSection.address(entry), link);
                elsewhere.put(TabSection.address(entry), TabSection.elsewhere(entry, all));
                tabs.put(TabSection.address(entry), pages(entry, all));
                list.add(new ListItem(link));
            });
            add(list);
        }

        /** Says beside a page's name what waits there. */
        void show(Answer seen) {
            links.forEach((address, link) -> WaitingBadges.show(link, seen, tabs.getOrDefault(address, List.of())));
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
