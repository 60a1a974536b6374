package dev.bursar.causes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Acted;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Team 1's SageMaker is 200 USD above expected from 17 November on. */
class AnomalyMarksTest {
    private static final String SERVICE = "Amazon SageMaker";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the evening before      | 2026-11-16T23:46:00Z | 1 | Amazon SageMaker | 270  | 1 | JUMP        | true
            on its first day        | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | 270  | 1 | NEW_SERVICE | true
            half of it              | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | 100  | 1 | JUMP        | true
            less than half of it    | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | 99   | 1 | JUMP        | false
            half of it by two events | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | 99   | 2 | JUMP        | true
            made something cheaper  | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | -270 | 1 | JUMP        | false
            two days before         | 2026-11-15T23:46:00Z | 1 | Amazon SageMaker | 270  | 1 | JUMP        | false
            after it had begun      | 2026-11-18T00:00:00Z | 1 | Amazon SageMaker | 270  | 1 | JUMP        | false
            of another team         | 2026-11-17T08:00:00Z | 2 | Amazon SageMaker | 270  | 1 | JUMP        | false
            of another service      | 2026-11-17T08:00:00Z | 1 | Amazon EC2       | 270  | 1 | JUMP        | false
            no event makes a fee    | 2026-11-17T08:00:00Z | 1 | Amazon SageMaker | 270  | 1 | FEE         | false
            """)
    void anAnomalyAndTheEventThatBeganItHaveOneMark(
            String what,
            Instant time,
            int team,
            String service,
            String amount,
            int events,
            AnomalyKind kind,
            boolean one) {
        var day = LocalDate.parse("2026-11-17");
        var anomaly = new Anomaly(
                1,
                new Series(new TeamId(1), "", SERVICE, "USD"),
                kind,
                new DayRange(day, day.plusDays(3)),
                true,
                new BigDecimal("50"),
                new BigDecimal("250"),
                Instant.EPOCH,
                false,
                null,
                false,
                0);
        var cost = new BigDecimal(amount);
        var cause = new Cause(new UUID(1, 1), time, "CreateEndpoint", "fraud-lead", false, null, "arn");
        var part = new ChangedPart(
                new PartKey(team, "111111111111", service, "", "arn", "USD"),
                BigDecimal.ZERO,
                cost,
                Map.of(ChangeClass.EXPLAINED, cost),
                Map.of(),
                List.of(new Acted(ChangeClass.EXPLAINED, cost, List.of(cause.event()))),
                null);

        assertThat(AnomalyMarks.began(
                        Collections.nCopies(events, new Main(cause, ChangeClass.EXPLAINED, part, cost)), anomaly))
                .as(what)
                .isEqualTo(one);
    }
}
