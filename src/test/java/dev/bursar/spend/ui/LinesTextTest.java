package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.spend.spi.LinesOfCharges.Sum;
import module java.base;
import org.junit.jupiter.api.Test;

class LinesTextTest {
    private static final Sum EQUAL = new Sum("USD", new BigDecimal("10"), new BigDecimal("4"), new BigDecimal("6"));

    @Test
    void chargesWithoutLinesAreSaidWithWhatTheyAre() {
        assertThat(LinesText.agrees(EQUAL, 9, 3, 0))
                .isEqualTo(
                        "The lines add up to the charges that have lines, to the last digit. 3 charges of $4.00 in all have no"
                                + " lines: Cost Explorer reported them, or somebody imported the files by hand.");
        assertThat(LinesText.agrees(EQUAL, 9, 3, 3))
                .endsWith(
                        "3 charges of $4.00 in all have no lines: they are parts of what nodes of clusters cost, whose lines"
                                + " several teams may share.");
        assertThat(LinesText.agrees(EQUAL, 9, 1, 1))
                .endsWith(
                        "1 charge of $4.00 in all has no lines: it is one of the parts of what nodes of clusters cost, whose lines"
                                + " several teams may share.");
        assertThat(LinesText.agrees(EQUAL, 9, 3, 2))
                .endsWith(
                        "2 are parts of what nodes of clusters cost, whose lines several teams may share; Cost Explorer"
                                + " reported the other, or somebody imported the files by hand.");
    }
}
