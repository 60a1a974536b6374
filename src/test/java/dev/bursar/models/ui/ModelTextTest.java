package dev.bursar.models.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.models.Figures;
import dev.bursar.models.Figures.Tokens;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelTextTest {
    private static Figures figures(Map<Direction, Tokens> tokens) {
        return new Figures(BigDecimal.TEN, BigDecimal.ZERO, tokens);
    }

    private static Tokens of(String millions, String cost) {
        return new Tokens(new BigDecimal(millions).movePointRight(6), new BigDecimal(cost), true);
    }

    @Test
    void aMoveOfTheCostPerMillionNamesTheDirectionAndTheCache() {
        Figures before = figures(Map.of(Direction.INPUT, of("60", "180"), Direction.OUTPUT, of("4", "60")));
        Figures now = figures(Map.of(
                Direction.INPUT, of("20", "60"),
                Direction.CACHE_READ, of("60", "18"),
                Direction.OUTPUT, of("5", "75")));
        assertThat(ModelText.why(now, before, "USD"))
                .contains("Per 1 M tokens $3.75 \u2192 $1.80: \u221240 M input tokens at $3.00,"
                        + " input from cache 0.0% \u2192 75.0%");
        assertThat(ModelText.why(before, before, "USD")).isEmpty();
        assertThat(ModelText.why(now, Figures.NOTHING, "USD")).isEmpty();
        Figures more = figures(Map.of(Direction.OUTPUT, of("66", "990")));
        Figures less = figures(Map.of(Direction.OUTPUT, of("4", "60")));
        assertThat(ModelText.why(more, less, "USD")).contains("Per 1 M tokens $15.00: +62 M output tokens at $15.00");
        Figures unknown = figures(Map.of(Direction.INPUT, tokens("5", false)));
        assertThat(ModelText.why(unknown, before, "USD")).isEmpty();
    }

    private static Tokens tokens(String number, boolean allKnown) {
        return new Tokens(new BigDecimal(number), BigDecimal.ONE, allKnown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "950, 950", "1500, 1.5 K", "62400000, 62.4 M", "4293300000, 4.3 B", "-2000, \u22122 K"})
    void tokensAreShownInTheirSize(BigDecimal tokens, String words) {
        assertThat(ModelText.tokens(tokens)).isEqualTo(words);
    }

    @Test
    void whatIsNotKnownIsNeverZero() {
        Figures unknown = figures(Map.of(Direction.INPUT, tokens("0", false)));
        assertThat(ModelText.tokens(unknown.together())).isEqualTo("Not known");
        assertThat(ModelText.perMillion(unknown.of(Direction.INPUT), "USD")).isEqualTo("Not known");
        assertThat(ModelText.fromCache(unknown)).isEqualTo("Not known");
        assertThat(ModelText.perMillion(unknown.of(Direction.OUTPUT), "USD")).isEmpty();
        Figures some = figures(Map.of(Direction.INPUT, tokens("5000", false)));
        assertThat(ModelText.tokens(some.together())).isEqualTo("5 K+");
        assertThat(ModelText.fromCache(some)).isEqualTo("Not known");
    }

    @Test
    void cacheSharesAreOfAllThatWasRead() {
        Figures now = figures(Map.of(
                Direction.INPUT, tokens("100", true),
                Direction.CACHE_WRITE, tokens("100", true),
                Direction.CACHE_READ, tokens("600", true),
                Direction.OUTPUT, tokens("9000", true)));
        Figures before = figures(Map.of(Direction.INPUT, tokens("100", true)));
        assertThat(ModelText.fromCache(now)).isEqualTo("75.0%");
        assertThat(ModelText.cacheMove(now, before)).contains("input from cache 0.0% \u2192 75.0%");
        assertThat(ModelText.cacheMove(now, Figures.NOTHING)).isEmpty();
        assertThat(ModelText.cacheMove(now, now)).isEmpty();
        assertThat(ModelText.fromCache(figures(Map.of(Direction.OUTPUT, tokens("9", true)))))
                .as("nothing was read")
                .isEmpty();
    }
}
