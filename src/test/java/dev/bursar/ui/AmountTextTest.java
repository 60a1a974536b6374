package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "44000|44000",
                "44,000|44000",
                "$44,000.50|44000.50",
                "44000 USD|44000",
                "usd 1,234,567|1234567",
                "0.01|0.01"
            })
    void amountsAreReadAsPeopleWriteThem(String typed, BigDecimal amount) {
        assertThat(AmountText.read(typed, "USD").amount()).contains(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Enter an amount above 0.",
                "0|Enter an amount above 0.",
                "-5|Enter an amount above 0.",
                "nothing|Enter an amount in USD, such as 44,000.",
                "44,00|Enter an amount in USD, such as 44,000.",
                "1e9|Enter an amount in USD, such as 44,000.",
                "EUR 5|Enter the amount in USD.",
                "5 €|Enter the amount in USD.",
                "1.001|Enter an amount with at most two decimals."
            })
    void whatIsNoAmountSaysWhatToDo(String typed, String problem) {
        assertThat(AmountText.read(typed, "USD")).isEqualTo(new AmountText(java.util.Optional.empty(), problem));
    }

    @Test
    void anAmountIsWrittenAsItIsRead() {
        assertThat(AmountText.write(new BigDecimal("44000"))).isEqualTo("44,000");
        assertThat(AmountText.write(new BigDecimal("44000.5"))).isEqualTo("44,000.50");
        assertThat(AmountText.write(new BigDecimal("4.4E+4"))).isEqualTo("44,000");
    }
}
