package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChartDataTest {
    private static ChartData of(List<BigDecimal> amounts) {
        var categories = IntStream.range(0, amounts.size())
                .mapToObj(day -> new ChartData.Category("" + day, "Day " + day, false))
                .toList();
        return new ChartData(
                ChartData.Kind.BARS,
                "USD",
                categories,
                List.of(new ChartData.Series("a", "A", Palette.Colour.C1, amounts)),
                null,
                null);
    }

    @Property
    void theLastRunningTotalIsTheExactSum(@ForAll @Size(min = 1, max = 40) List<BigDecimal> amounts) {
        var sums = of(amounts).cumulative().series().getFirst().amounts();
        assertThat(sums.getLast()).isEqualByComparingTo(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void aSeriesNeedsAnAmountForEachDay() {
        var one = of(List.of(BigDecimal.ONE));
        assertThatThrownBy(() -> new ChartData(ChartData.Kind.BARS, "USD", List.of(), one.series(), null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void percentAreNoMoney() {
        var one = of(List.of(BigDecimal.ONE));
        assertThat(one.words(new BigDecimal("95.66"))).isEqualTo("$95.66");
        var percent =
                new ChartData(ChartData.Kind.LINES, ChartData.PERCENT, one.categories(), one.series(), null, null);
        assertThat(percent.words(new BigDecimal("95.66"))).isEqualTo("95.7%");
        assertThat(percent.symbol()).isEmpty();
    }
}
