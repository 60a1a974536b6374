package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.menu.MenuEntry;
import dev.bursar.shell.MainLayout.BottomBar;
import dev.bursar.ui.TabSection;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BottomBarTest {
    private static final List<MenuEntry> ALL = List.of(
            entry("/", "Overview", 0.0),
            entry("/spend", "Spend", 1.0),
            entry("/changes-in-cost", "What changed", 1.05),
            entry("/spend/breakdown", "Breakdowns", 1.1),
            entry("/anomalies", "Anomalies", 2.0),
            entry("/budgets", "Budgets", 4.0),
            entry("/cloudtrail", "CloudTrail", 6.0),
            entry("/sync", "Sync", 8.0));

    private static MenuEntry entry(String path, String title, Double order) {
        return new MenuEntry(path, title, order, null, Div.class);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
            '',              Overview
            spend,           Spend
            spend/breakdown, Spend
            changes-in-cost, Spend
            budgets/3,       Budgets
            anomalies,       none
            sync,            none
            spending,        none
            """)
    void thePageThatIsOpenMarksItsItem(String path, String expected) {
        var bar = new BottomBar(
                ALL.stream().filter(entry -> !TabSection.isTab(entry)).toList(), ALL);

        assertThat(bar.at(path)).isEqualTo(expected != null);
        assertThat(marked(bar.getElement()).findFirst().orElse(null)).isEqualTo(expected);
    }

    private static Stream<String> marked(Element within) {
        return within.getChildren()
                .flatMap(child -> Stream.concat(
                        child
                                .getComponent()
                                .filter(one -> one instanceof Anchor && child.hasAttribute("aria-current"))
                                .map(one -> one.getElement().getTextRecursively())
                                .stream(),
                        marked(child)));
    }
}
