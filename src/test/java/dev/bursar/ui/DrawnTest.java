package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import dev.bursar.testing.Texts;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnTest {
    private static Document markup(Component drawn) {
        return Jsoup.parseBodyFragment(drawn.getElement().getProperty("innerHTML", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "\"><script>alert(1)</script>",
                "' onmouseover='alert(1)",
                "&lt;b&gt; & &amp; \u202Eevil\u2066 \u00A0 \uD83D\uDE00",
                "</vaadin-tooltip><svg onload=alert(1)>"
            })
    void whatPeopleAndAwsWroteStaysText(String hostile) {
        var facts = new FactLine(hostile)
                .name(hostile)
                .link(hostile, "spend?f=" + hostile)
                .finality(FactLine.Finality.RESTATED, hostile);
        var figure = new KeyFigure(hostile, hostile).note(hostile);
        var icon = Buttons.icon(Icons.X, hostile, click -> {});
        var button = Buttons.neutral(Icons.X, hostile, click -> {});
        for (Component drawn : List.of(facts, figure, icon, button)) {
            assertThat(markup(drawn).select("img, script, svg:not(.icon), b")).isEmpty();
            assertThat(markup(drawn).select("*").stream().flatMap(part -> part.attributes().asList().stream()))
                    .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        }
        assertThat(markup(facts).select(".fact").getFirst().wholeText()).isEqualTo(hostile);
        assertThat(markup(facts).select("a").attr("href")).isEqualTo("spend?f=" + hostile);
        assertThat(Texts.of(figure)).isEqualTo(hostile.repeat(3));
        assertThat(markup(icon).select("vaadin-tooltip").attr("text")).isEqualTo(hostile);
        assertThat(Texts.of(button)).isEqualTo(hostile).isEqualTo(button.getText());
    }

    @Test
    void whatStandsInPlaceOfWordsIsReadByAssistiveTechnology() {
        var open = Buttons.opener(new Element("span").text("Team is Vision"));
        assertThat(markup(open).select("[slot]")).isEmpty();
        assertThat(Texts.of(open)).isEqualTo("Team is Vision");
    }

    @Test
    void aNameThatIsCutHasTheWholeInATooltip() {
        var long100 = "x".repeat(100);
        var fact = markup(new FactLine().name(long100)).select(".fact").getFirst();
        assertThat(fact.text()).hasSize(80);
        assertThat(fact.attr("title")).isEqualTo(long100);
        assertThat(markup(new FactLine().name("Vision")).select("[title]")).isEmpty();
    }
}
