package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.dom.Element;
import org.junit.jupiter.api.Test;

class FactLineTest {
    private static Element only(FactLine line) {
        return line.getChildren().map(Component::getElement).toList().getFirst();
    }

    @Test
    void aNameThatIsCutHasTheWholeInATooltip() {
        var long100 = "x".repeat(100);
        var fact = only(new FactLine().name(long100));
        assertThat(fact.getText()).hasSize(80);
        assertThat(fact.getProperty("title", fact.getAttribute("title"))).isEqualTo(long100);
        assertThat(only(new FactLine().name("Vision")).hasAttribute("title")).isFalse();
    }

    @Test
    void aNameThatWouldTurnTheLineAroundIsDisarmed() {
        assertThat(only(new FactLine().name("\u202Eevil")).getText()).isEqualTo("\u2039U+202E\u203Aevil");
    }
}
