package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermTest {
    private static Span linked(String text) {
        var words = new Span();
        Term.linked(text).forEach(words::add);
        return words;
    }

    private static List<String> links(String text) {
        return linked(text)
                .getChildren()
                .filter(Anchor.class::isInstance)
                .map(link -> ((Anchor) link).getHref() + " " + ((Anchor) link).getText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EffectiveCost | glossary#effective-cost EffectiveCost",
                "BilledCost, USD | glossary#billed-cost BilledCost",
                "of $12.00 this month, EffectiveCost | glossary#effective-cost EffectiveCost",
                "12 services, by charge category | glossary#charge-category charge category",
                "21–23 Nov estimated | glossary#estimated estimated",
                "3 Nov restated | glossary#restated restated",
                "Unallocated stays Unallocated | glossary#unallocated Unallocated",
                "AWS rounding | glossary#aws-rounding AWS rounding"
            })
    void aTermIsALinkWhereItStands(String text, String link) {
        assertThat(links(text)).containsExactly(link);
        assertThat(Texts.of(linked(text))).isEqualTo(text);
    }

    @Test
    void wordsThatAreNoTermStayText() {
        for (String text :
                List.of("", "12 services", "unestimated", "EffectiveCosts", "Estimated from the present type")) {
            assertThat(links(text)).as(text).isEmpty();
            assertThat(Texts.of(linked(text))).isEqualTo(text);
        }
    }

    @Test
    void finalityNotesFiguresAndEmptyStatesExplainTheirTerms() {
        assertThat(links(new FactLine().finality(FactLine.Finality.ESTIMATED, "21–23 Nov estimated")))
                .containsExactly("glossary#estimated");
        assertThat(links(new Section("Spend").note("EffectiveCost, USD"))).containsExactly("glossary#effective-cost");
        assertThat(links(new KeyFigure("Unallocated", "$1.00").note("BilledCost")))
                .containsExactly("glossary#unallocated", "glossary#billed-cost");
        assertThat(links(EmptyState.notSetUp(Icons.TAGS, "No rule", "All costs are Unallocated.")))
                .containsExactly("glossary#unallocated");
    }

    private static List<String> links(Component part) {
        return within(part.getElement())
                .filter(element -> !element.isTextNode() && element.getTag().equals("a"))
                .map(element -> element.getAttribute("href"))
                .toList();
    }

    private static Stream<Element> within(Element element) {
        return Stream.concat(Stream.of(element), element.getChildren().flatMap(TermTest::within));
    }
}
