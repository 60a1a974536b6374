package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.menu.MenuEntry;
import module java.base;
import org.junit.jupiter.api.Test;

class SectionTabsTest {
    private static final List<MenuEntry> ALL = List.of(
            entry("/spend", "Spend", 1.0),
            entry("/spend/breakdown", "Breakdowns", 1.1),
            entry("/chargeback", "Chargeback", 3.0),
            entry("/admin", "Admin", 9.0),
            entry("/admin/rules", "Ownership rules", 9.3),
            entry("admin/teams", "Teams", 9.1),
            entry("admin/people", "People", 9.4),
            entry("elsewhere", "Without a place", null));

    private static MenuEntry entry(String path, String title, Double order) {
        return new MenuEntry(path, title, order, null, Div.class);
    }

    private static Stream<Anchor> links(Element within) {
        return within.getChildren()
                .flatMap(child -> Stream.concat(
                        child.getComponent().filter(Anchor.class::isInstance).map(Anchor.class::cast).stream(),
                        links(child)));
    }

    private static SectionTabs tabs(TabSection section, String here) {
        return new SectionTabs(section, section.pages(ALL), here);
    }

    @Test
    void theWholeNumberOfItsOrderGivesAPageItsSection() {
        assertThat(TabSection.ADMIN.pages(ALL))
                .extracting(MenuEntry::title)
                .containsExactly("Teams", "Ownership rules", "People");
        assertThat(TabSection.SPEND.pages(ALL)).extracting(MenuEntry::title).containsExactly("Spend", "Breakdowns");
        assertThat(ALL.stream().filter(entry -> !TabSection.isTab(entry)))
                .extracting(MenuEntry::title)
                .containsExactly("Spend", "Chargeback", "Admin", "Without a place");
    }

    @Test
    void theGroupsComeFirstThenThePagesOfTheOneThatIsOpen() {
        var links = links(tabs(TabSection.ADMIN, "admin/rules").getElement()).toList();

        assertThat(links)
                .extracting(Anchor::getText)
                .containsExactly("Organisation", "Access", "Teams", "Ownership rules");
        assertThat(links)
                .extracting(Anchor::getHref)
                .containsExactly("admin/teams", "admin/people", "admin/teams", "admin/rules");
    }

    @Test
    void thePageThatIsOpenAndItsGroupAreMarked() {
        assertThat(links(tabs(TabSection.ADMIN, "admin/rules").getElement())
                        .filter(link -> link.getElement().hasAttribute("aria-current")))
                .extracting(link -> link.getText() + " " + link.getElement().getAttribute("aria-current"))
                .containsExactly("Organisation true", "Ownership rules page");
    }

    @Test
    void theItemsOwnPageIsItsFirstTab() {
        assertThat(links(tabs(TabSection.SPEND, "spend").getElement()))
                .extracting(Anchor::getText)
                .containsExactly("Explorer", "Breakdowns");
    }

    @Test
    void oneTabAloneIsNone() {
        var alone = new SectionTabs(TabSection.SPEND, TabSection.SPEND.pages(ALL.subList(0, 1)), "spend");

        assertThat(alone.isVisible()).isFalse();
    }
}
