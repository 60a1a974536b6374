package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.statement.Figures;
import module java.base;
import org.junit.jupiter.api.Test;

/** Figures that closed months keep. */
class FiguresTest {
    @Test
    void thoseKeptBeforeDifferencesCouldBeAcceptedHaveNone() {
        Figures kept = Figures.read("""
                        [{"currency":"USD","documents":10.02,"documentCount":1,"total":10.00,"direct":10.00,"shared":0,"unallocated":0,
                          "corrections":0,"rounding":0.02,"lines":4,"mostRounding":0.02,"receivable":0.00,"difference":0.00}]
                        """).getFirst();
        assertThat(kept.accepted()).isZero();
        assertThat(kept.mostAccepted()).isZero();
        assertThat(kept.guessed()).isFalse();
        assertThat(kept.agrees()).isTrue();
        assertThat(kept.isAcceptable()).isFalse();
        assertThat(kept.rounding()).contains(new BigDecimal("0.02"));
    }

    @Test
    void documentsThatAreOffByACentOrAreNotThereDontAgree() {
        String kept = """
                [{"currency":"USD","documents":10.03,"documentCount":1,"total":10.00,"direct":10.00,"shared":0,"unallocated":0,
                  "corrections":0,"rounding":0.02,"lines":4,"mostRounding":0.02,"receivable":0.00,"difference":%s}]
                """;
        assertThat(Figures.read(kept.formatted("0.01")).getFirst().agrees()).isFalse();
        assertThat(Figures.read(kept.formatted("null")).getFirst().agrees()).isFalse();
    }
}
