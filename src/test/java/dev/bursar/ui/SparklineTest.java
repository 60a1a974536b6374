package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }

    @Test
    void theLargestAmountIsAtTheTopAndTheSmallestAtTheBottom() {
        assertThat(Sparkline.drawn(amounts("-1", "3", "1"), 3))
                .contains("<polyline class=\"settled\" points=\"2,18.0 44,2.0 86,10.0\"/>")
                .doesNotContain("estimated");
    }

    @Test
    void estimatedDaysAreALineOfTheirOwnThatMeetsTheOther() {
        assertThat(Sparkline.drawn(amounts("0", "1", "0.5"), 2))
                .contains(
                        "class=\"settled\" points=\"2,18.0 44,2.0\"", "class=\"estimated\" points=\"44,2.0 86,10.0\"");
        assertThat(Sparkline.drawn(amounts("0", "1"), 0)).contains("estimated").doesNotContain("settled");
    }

    @Test
    void equalAmountsAreALevelLineAndOneOrNoneIsNoError() {
        assertThat(Sparkline.drawn(amounts("7", "7"), 2)).contains("points=\"2,10 86,10\"");
        assertThat(Sparkline.drawn(amounts("7"), 1)).isEqualTo(Sparkline.drawn(amounts("8"), 1));
        assertThat(Sparkline.drawn(List.of(), 0)).doesNotContain("polyline");
    }
}
