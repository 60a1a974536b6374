package dev.bursar.causes.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            JUMP        | Fraud: Amazon EC2 costs about $100 a day more than usual | Fraud: Amazon EC2 above expected
            SLOW_CLIMB  | Fraud: Amazon EC2 costs about $100 a day more than usual | Fraud: Amazon EC2 above expected
            NEW_SERVICE | Fraud: Amazon EC2 is new and costs about $100 a day | Fraud: Amazon EC2 is new
            FEE         | Fraud: tax or fees of Amazon EC2 are about $200 higher than in other months | Fraud: Amazon EC2, tax or fee above expected
            """)
    void isSaidInASentenceAndInFewWords(AnomalyKind kind, String headline, String mark) {
        var anomaly = new Anomaly(
                1,
                new Series(new TeamId(1), "", "Amazon EC2", "USD"),
                kind,
                new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-03")),
                true,
                new BigDecimal("50"),
                new BigDecimal("250"),
                Instant.EPOCH,
                false,
                null,
                false,
                0);

        assertThat(AnomalyText.headline(anomaly, "Fraud")).isEqualTo(headline);
        assertThat(AnomalyText.mark(anomaly, "Fraud")).isEqualTo(mark);
    }
}
