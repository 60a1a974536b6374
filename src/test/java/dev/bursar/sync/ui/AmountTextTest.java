package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.control.SettingsService.JobSetting;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.sync.ui.SettingsForm.AmountText;
import dev.bursar.sync.ui.SettingsForm.CapWarnings;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What admins type, and what they are told about it. */
class AmountTextTest {
    private static final JobSetting COSTS =
            new JobSetting("costs", "Refresh costs", new Timetable(8, 0), new BigDecimal("0.04"), null, null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25 | 25.00",
                "25.5 | 25.50",
                "$25.00 | 25.00",
                "1,234.50 | 1234.50",
                "0 | 0.00",
                "' 7.00 ' | 7.00",
                "3. | 3.00",
                "2.500 | 2.50"
            })
    void amountsAreReadAsPeopleWriteThem(String typed, String usd) {
        assertThat(AmountText.usd(typed)).isEqualTo(new AmountText<>(new BigDecimal(usd), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | A cap can\u2019t be negative. Enter 0.00 or more.",
                "\u2212$5.00 | A cap can\u2019t be negative. Enter 0.00 or more.",
                "ten | Enter an amount such as 25.00.",
                "1,5 | Enter an amount such as 25.00.",
                "1e3 | Enter an amount such as 25.00.",
                "25.001 | Enter at most two decimals, such as 25.00.",
                "1000000.01 | Enter at most 1,000,000.00."
            })
    void whatIsNoCapGetsOneSentence(String typed, String sentence) {
        assertThat(AmountText.usd(typed)).isEqualTo(new AmountText<>(null, sentence));
    }

    @Test
    void anEmptyFieldIsNothingSet() {
        assertThat(AmountText.usd("  ")).isEqualTo(new AmountText<>(null, null));
        assertThat(AmountText.pace("")).isEqualTo(new AmountText<>(null, null));
    }

    @Test
    void aPaceIsAWholeNumber() {
        assertThat(AmountText.pace("5")).isEqualTo(new AmountText<>(5, null));
        for (String wrong : List.of("0", "51", "-2", "2.5", "fast", "99999999999")) {
            assertThat(AmountText.pace(wrong).wrong()).isEqualTo("Enter a whole number from 1 to 50.");
        }
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    @Test
    void aDailyCapIsWarnedAboutForWhatItWillDo() {
        var warnings = new CapWarnings(List.of(COSTS), Map.of());
        assertThat(warnings.daily(usd("0.03"), usd("100"), usd("0")).orElseThrow())
                .contains("\u201CRefresh costs\u201D pays at least $0.04", "each run stops");
        assertThat(warnings.daily(usd("0.10"), usd("100"), usd("0")).orElseThrow())
                .contains("$0.12", "Later runs stop");
        assertThat(warnings.daily(usd("200"), usd("100"), usd("0")).orElseThrow())
                .contains("more than the monthly cap of $100.00");
        assertThat(warnings.daily(usd("5"), usd("100"), usd("6")).orElseThrow()).contains("$6.00", "00:00 UTC");
        assertThat(warnings.daily(usd("25"), usd("100"), usd("1"))).isEmpty();
    }

    @Test
    void aMonthlyCapIsHeldAgainstTheSchedule() {
        var often = new CapWarnings(List.of(COSTS), Map.of("costs", new Timetable(1, 0)));
        assertThat(often.monthly(usd("28.79"), usd("0")).orElseThrow()).contains("$28.80", "until the next month");
        assertThat(often.monthly(usd("28.80"), usd("0"))).isEmpty();
        assertThat(often.monthly(usd("30"), usd("30")).orElseThrow()).contains("$30.00 has been spent");
    }
}
