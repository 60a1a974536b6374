package dev.bursar.forecast.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.forecast.Forecast;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10 | 6 | 6.4 | 81  | On day 10 of the last six months it was off by 6% (median); 81% ended within the range
        0  | 2 | 0.9 | 50  | At the start of the last two months it was off by under 1% (median); 50% ended within the range
        26 | 2 | 0.9 | 0   | On day 26 of the last two months it was off by under 1% (median); neither ended within the range
        26 | 2 | 0.9 | 100 | On day 26 of the last two months it was off by under 1% (median); both ended within the range
        26 | 6 | 0.9 | 0   | On day 26 of the last six months it was off by under 1% (median); none ended within the range
        26 | 6 | 0.9 | 100 | On day 26 of the last six months it was off by under 1% (median); all ended within the range
        28 | 1 | 3.0 | 100 | On day 28 of last month it was off by 3% and within the range
        28 | 1 | 3.0 | 0   | On day 28 of last month it was off by 3% and outside of the range
        5  | 3 | 1.0 |     | On day 5 of the last three months it was off by 1% (median)
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
