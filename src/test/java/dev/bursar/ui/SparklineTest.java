package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static List<BigDecimal> amounts(String... amounts) {
        return Stream.of(amounts).map(BigDecimal::new).toList();
    }

    @Test
    void theLargestAmountIsAtTheTopAndTheSmallestAtTheBottom() {
        assertThat(Sparkline.of(amounts("-1", "3", "1"), 3)).isEqualTo(new Sparkline("2,18.0 44,2.0 86,10.0", ""));
    }

    @Test
    void estimatedDaysAreALineOfTheirOwnThatMeetsTheOther() {
        assertThat(Sparkline.of(amounts("0", "1", "0.5"), 2))
                .isEqualTo(new Sparkline("2,18.0 44,2.0", "44,2.0 86,10.0"));
        assertThat(Sparkline.of(amounts("0", "1"), 0)).isEqualTo(new Sparkline("", "2,18.0 86,2.0"));
    }

    @Test
    void equalAmountsAreALevelLineAndOneOrNoneIsNoError() {
        assertThat(Sparkline.of(amounts("7", "7"), 2).settled()).isEqualTo("2,10 86,10");
        assertThat(Sparkline.of(amounts("7"), 1)).isEqualTo(Sparkline.of(amounts("8"), 1));
        assertThat(Sparkline.of(List.of(), 0)).isEqualTo(new Sparkline("", ""));
    }
}
