package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

class FormatsTest {
    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static LocalDateRange days(String from, String toExclusive) {
        return LocalDateRange.of(LocalDate.parse(from), LocalDate.parse(toExclusive));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.56|$1,234.56",
                "0|$0.00",
                "-0.004|$0.00",
                "8.4E-9|$0.00",
                "0.005|$0.01",
                "-0.005|−$0.01",
                "2.675|$2.68",
                "-312.4|−$312.40",
                "999.995|$1,000.00",
                "1E+9|$1,000,000,000.00",
                "123456789012345678901234567890.125|$123,456,789,012,345,678,901,234,567,890.13"
            })
    void moneyHasTwoDecimalsAndGroups(String amount, String shown) {
        assertThat(Formats.money(number(amount), "USD")).isEqualTo(shown);
    }

    @Test
    void anotherCurrencyShowsItsCode() {
        assertThat(Formats.money(number("1234.56"), "EUR")).isEqualTo("EUR 1,234.56");
        assertThat(Formats.money(number("-1"), "EUR")).isEqualTo("−EUR 1.00");
        assertThat(Formats.money(number("1234.56"), "JPY")).isEqualTo("JPY 1,235");
        assertThat(Formats.signed(number("0.4"), "JPY")).isEqualTo("JPY 0");
        assertThat(Formats.money(number("1"), "no currency")).endsWith(" 1.00");
        assertThat(Formats.money(BigMoney.parse("USD 0.0000000084"))).isEqualTo("$0.00");
    }

    @Property
    void moneyReadsBackAsTheAmountRoundedOnce(
            @ForAll @BigRange(min = "-999999999999", max = "999999999999") @Scale(12) BigDecimal amount) {
        var shown = Formats.money(amount, "USD");
        var read = number(shown.replace("$", "").replace(",", "").replace('−', '-'));
        assertThat(read).isEqualByComparingTo(amount.setScale(2, RoundingMode.HALF_UP));
        assertThat(shown).matches("−?\\$\\d{1,3}(,\\d{3})*\\.\\d{2}");
        assertThat(shown).isNotEqualTo("−$0.00");
    }

    @Property
    void aDifferenceShowsTheSignThatTheAmountHas(
            @ForAll @BigRange(min = "-99999", max = "99999") @Scale(4) BigDecimal amount) {
        var rounded = amount.setScale(2, RoundingMode.HALF_UP).signum();
        assertThat(Formats.signed(amount, "USD")).startsWith(rounded > 0 ? "+$" : rounded < 0 ? "−$" : "$0.00");
    }

    @Test
    void forecastsAreInHundredsWhereTheyAreLargeEnough() {
        assertThat(Formats.forecast(number("58949.99"), "USD")).isEqualTo("$58,900");
        assertThat(Formats.forecast(number("1049"), "USD")).isEqualTo("$1,000");
        assertThat(Formats.forecast(number("949.5"), "USD")).isEqualTo("$950");
        assertThat(Formats.forecast(number("49"), "USD")).isEqualTo("$49");
        assertThat(Formats.forecast(number("-26.79"), "USD")).isEqualTo("−$27");
        assertThat(Formats.forecast(number("0.42"), "USD")).isEqualTo("$0.42");
        assertThat(Formats.forecast(number("0"), "USD")).isEqualTo("$0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-14949|44051|−$14,900",
                "-888.52|58811.48|−$900", // beside $58,800 and $59,700
                "-554.21|21445.79|−$600",
                "126.79|500|+$127",
                "-3.25|8.5|−$3.25",
                "30|60030|+$30",
                "1.42|9901.42|+$1",
                "-0.42|60000|$0",
                "0.42|500.42|$0",
                "0|60000|$0"
            })
    void aForecastsDifferenceIsRoundedAsTheForecast(String difference, String forecast, String shown) {
        assertThat(Formats.forecastDifference(number(difference), number(forecast), "USD"))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "44000|$44,000",
                "44000.00|$44,000",
                "0.01|$0.01",
                "100.50|$100.50",
                "100.5|$100.50",
                "1234.56|$1,234.56",
                "0.005|$0.005"
            })
    void aLimitHasTheDigitsThatItWasSetWith(String amount, String shown) {
        assertThat(Formats.limit(number(amount), "USD")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"64987.12|$65,000", "4613.20|$4,610", "673.06|$673", "13.47|$13", "3.404|$3.40", "0|$0.00"})
    void aRateIsRoundedToThreeDigits(String amount, String shown) {
        assertThat(Formats.about(number(amount), "USD")).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.7364|$0.7364", "1.1|$1.10", "37.688|$37.688", "2|$2.00"})
    void aPriceInEvidenceHasAllItsDigits(String amount, String shown) {
        assertThat(Formats.exactPrice(number(amount), "USD")).isEqualTo(shown);
    }

    @Test
    void aChangeSaysDirectionAmountAndPercent() {
        var change = Formats.change(number("437464.45"), number("424622.40"), "USD");
        assertThat(change.text()).isEqualTo("↗ +$12,842.05 (+3.0%)");
        assertThat(Formats.change(number("1"), number("2"), "USD").text()).isEqualTo("↘ −$1.00 (−50.0%)");
        assertThat(Formats.change(number("2"), number("2"), "USD").text()).isEqualTo("→ $0.00 (0.0%)");
    }

    @Test
    void aPercentageThatWouldMisleadIsLeftOut() {
        assertThat(Formats.change(number("50"), number("0"), "USD").text()).isEqualTo("↗ +$50.00 (new)");
        assertThat(Formats.changePercent(number("0"), number("0"))).isEmpty();
        assertThat(Formats.changePercent(number("1099"), number("100"))).contains("+999.0%");
        assertThat(Formats.changePercent(number("1099.06"), number("100"))).isEmpty();
        assertThat(Formats.changePercent(number("10"), number("-100"))).isEmpty();
    }

    @Test
    void sharesHaveOneDecimalAndUsedBudgetsNone() {
        assertThat(Formats.share(number("10107.73"), number("437464.45"))).contains("2.3%");
        assertThat(Formats.share(number("-1"), number("3"))).contains("−33.3%");
        assertThat(Formats.share(number("1"), number("0"))).isEmpty();
        assertThat(Formats.used(number("38919.09"), number("44000"))).contains("88%");
        assertThat(Formats.used(number("87833.40"), number("88000"))).contains("99%");
        assertThat(Formats.used(number("88000"), number("88000"))).contains("100%");
    }

    @Test
    void rangesAreHalfOpenAndShownInclusive() {
        assertThat(Formats.range(days("2026-11-01", "2026-11-24"))).isEqualTo("1–23 Nov 2026");
        assertThat(Formats.range(days("2026-11-24", "2026-11-25"))).isEqualTo("24 Nov 2026");
        assertThat(Formats.range(days("2026-09-28", "2026-10-04"))).isEqualTo("28 Sep – 3 Oct 2026");
        assertThat(Formats.range(days("2025-12-28", "2026-01-04"))).isEqualTo("28 Dec 2025 – 3 Jan 2026");
        assertThat(Formats.shortRange(days("2026-10-01", "2026-10-24"))).isEqualTo("1–23 Oct");
        assertThatThrownBy(() -> Formats.range(days("2026-11-01", "2026-11-01")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wholeMonthsHaveTheirName() {
        assertThat(Formats.period(days("2026-11-01", "2026-12-01"))).isEqualTo("November 2026");
        assertThat(Formats.period(days("2026-10-01", "2027-01-01"))).isEqualTo("Oct–Dec 2026");
        assertThat(Formats.period(days("2025-12-01", "2026-02-01"))).isEqualTo("Dec 2025 – Jan 2026");
        assertThat(Formats.period(days("2026-11-01", "2026-11-24"))).isEqualTo("1–23 Nov 2026");
    }

    @Test
    void momentsAreUtc() {
        var moment = Instant.parse("2026-11-24T06:12:04Z");
        assertThat(Formats.time(moment)).isEqualTo("06:12 UTC");
        assertThat(Formats.timeWithSeconds(moment)).isEqualTo("06:12:04 UTC");
        assertThat(Formats.moment(moment)).isEqualTo("24 Nov, 06:12 UTC");
        assertThat(Formats.momentWithYear(moment)).isEqualTo("24 Nov 2026, 06:12 UTC");
        assertThat(Formats.weekday(LocalDate.of(2026, 11, 17))).isEqualTo("Tue 17 Nov 2026");
    }

    @Test
    void durationsNameTheirTwoLargestUnits() {
        assertThat(Formats.duration(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(Formats.duration(Duration.ofMillis(49))).isEqualTo("under 0.1 s");
        assertThat(Formats.duration(Duration.ofSeconds(48))).isEqualTo("48 s");
        assertThat(Formats.duration(Duration.ofSeconds(242))).isEqualTo("4 min 02 s");
        assertThat(Formats.duration(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
        assertThat(Formats.duration(Duration.ofHours(76))).isEqualTo("3 d 04 h");
    }

    @Test
    void countsAreGrouped() {
        assertThat(Formats.count(18_204)).isEqualTo("18,204");
        assertThat(Formats.count(-1_000)).isEqualTo("−1,000");
        assertThat(Formats.count(1, "slice", "slices")).isEqualTo("1 slice");
    }

    @Test
    void accountIdsAreGroupedAndKeepTheirLeadingZero() {
        assertThat(Formats.account("044700935528")).isEqualTo("0447-0093-5528");
        assertThat(Formats.account("12")).isEqualTo("12");
    }

    @Test
    void everyStylePartsThousandsAndDecimalsInItsOwnWay() {
        var amount = new java.math.BigDecimal("1234567.50");
        assertThat(java.util.Arrays.stream(dev.bursar.kernel.NumberStyle.values())
                        .map(style -> Formats.grouped(amount, style)))
                .containsExactly(
                        "1,234,567.50",
                        "1.234.567,50",
                        "1\u202f234\u202f567,50",
                        "1\u202f234\u202f567.50",
                        "1\u2019234\u2019567.50");
        assertThat(Formats.grouped(new java.math.BigDecimal("999"), dev.bursar.kernel.NumberStyle.POINT_COMMA))
                .isEqualTo("999");
    }
}
