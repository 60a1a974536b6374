package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class IconsTest {
    @Test
    void theSpriteHoldsExactlyTheIconsInUse() throws IOException {
        try (var sprite = IconsTest.class.getResourceAsStream("/META-INF/resources/icons/lucide.svg")) {
            assertThat(sprite).isNotNull();
            var ids = Pattern.compile("<symbol id=\"([^\"]+)\"")
                    .matcher(new String(sprite.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(MatchResult::group)
                    .map(match -> match.substring(match.indexOf('"') + 1, match.length() - 1))
                    .toList();
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Icons.values()).map(Icons::symbol).toList());
        }
    }

    @Test
    void aMenuNamesItsIconAsLucideDoes() {
        assertThat(Icons.named("receipt-text")).contains(Icons.RECEIPT_TEXT);
        assertThat(Icons.named("no-such")).isEmpty();
    }
}
