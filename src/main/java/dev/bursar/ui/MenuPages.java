package dev.bursar.ui;

import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The pages of the menu and of its tabs that the person who looks may open, in their order. Which these are follows from the
 * person's roles alone; Vaadin finds them by asking for each route's access, and each page shows them twice.
 */
public final class MenuPages {
    private final Map<Set<String>, List<MenuEntry>> byRoles = new ConcurrentHashMap<>();

    private MenuPages() {}

    public static List<MenuEntry> all() {
        Map<Set<String>, List<MenuEntry>> known =
                VaadinService.getCurrent().getContext().getAttribute(MenuPages.class, MenuPages::new).byRoles;
        Set<String> roles = roles(SecurityContextHolder.getContext().getAuthentication());
        List<MenuEntry> pages = known.get(roles);
        if (pages == null) {
            pages = MenuConfiguration.getMenuEntries();
            // outside of a request Vaadin finds none
            if (!pages.isEmpty()) {
                known.put(roles, pages);
            }
        }
        return pages;
    }

    private static Set<String> roles(@Nullable Authentication who) {
        return who == null
                ? Set.of()
                : who.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(authority -> authority.startsWith("ROLE_"))
                        .collect(Collectors.toSet());
    }
}
