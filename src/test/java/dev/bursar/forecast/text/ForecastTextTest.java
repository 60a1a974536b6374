package dev.bursar.forecast.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.forecast.Forecast;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10 | 6 | 6.4 | 83  | In the last six months, the projection on day 10 was typically off by 6%; 5 of 6 months ended within its range
        0  | 2 | 0.9 | 50  | In the last two months, the projection at the start of the month was typically off by under 1%; 1 of 2 months ended within its range
        26 | 2 | 0.9 | 0   | In the last two months, the projection on day 26 was typically off by under 1%; 0 of 2 months ended within its range
        26 | 6 | 0.9 | 67  | In the last six months, the projection on day 26 was typically off by under 1%; 4 of 6 months ended within its range
        26 | 6 | 0.9 | 100 | In the last six months, the projection on day 26 was typically off by under 1%; 6 of 6 months ended within its range
        28 | 1 | 3.0 | 100 | Last month, the projection on day 28 was off by 3%; the month ended within its range
        28 | 1 | 3.0 | 0   | Last month, the projection on day 28 was off by 3%; the month ended outside its range
        5  | 3 | 1.0 |     | In the last three months, the projection on day 5 was typically off by 1%
        """)
    void saysHowForecastsDid(int day, int months, BigDecimal off, BigDecimal within, String words) {
        assertThat(ForecastText.past(forecast(new Forecast.PastMonths(day, months, off, within))))
                .contains(words);
    }

    @org.junit.jupiter.api.Test
    void rangesAreRoundedAsForecastsAre() {
        assertThat(ForecastText.range(forecast(null), "USD")).contains("80% range: $18,200 to $20,100");
        assertThat(ForecastText.past(forecast(null))).isEmpty();
    }

    private static Forecast forecast(Forecast.PastMonths past) {
        return new Forecast(
                LocalDate.parse("2026-11-11"),
                BigDecimal.ZERO,
                List.of(),
                Optional.of(new Forecast.Range(new BigDecimal("18151"), new BigDecimal("20149.99"))),
                past,
                false);
    }
}
