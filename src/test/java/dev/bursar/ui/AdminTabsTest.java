package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdminTabsTest {
    private static final List<MenuEntry> ALL = List.of(
            entry("/spend", "Spend", 2.0),
            entry("/admin/rules", "Ownership rules", 9.3),
            entry("admin/teams", "Teams", 9.1),
            entry("/administration", "Other", 3.0));

    private static MenuEntry entry(String path, String title, double order) {
        return new MenuEntry(path, title, order, null, Div.class);
    }

    private static Stream<Anchor> links(Element within) {
        return within.getChildren()
                .flatMap(child -> Stream.concat(
                        child.getComponent().filter(Anchor.class::isInstance).map(Anchor.class::cast).stream(),
                        links(child)));
    }

    @Test
    void pagesBelowAdminStandInTheOrderOfTheirMenu() {
        assertThat(AdminTabs.pages(ALL)).extracting(MenuEntry::title).containsExactly("Teams", "Ownership rules");
    }

    @Test
    void thePageThatIsOpenIsMarked() {
        var tabs = new AdminTabs(AdminTabs.pages(ALL), "admin/rules");

        assertThat(links(tabs.getElement())).extracting(Anchor::getHref).containsExactly("admin/teams", "admin/rules");
        assertThat(links(tabs.getElement()).filter(link -> link.getElement().hasAttribute("aria-current")))
                .extracting(Anchor::getText)
                .containsExactly("Ownership rules");
    }
}
