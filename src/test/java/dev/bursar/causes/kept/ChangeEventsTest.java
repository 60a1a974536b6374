package dev.bursar.causes.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.EventsRead;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.PartKey;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.junit.jupiter.api.Test;

/** Finance sees the events that stand at a change, and no other that the change knows of. */
class ChangeEventsTest {
    private static final UUID EXPLAINS = new UUID(1, 1);
    private static final UUID MAY_HAVE = new UUID(1, 2);
    private static final UUID SET_SCALING = new UUID(1, 3);
    private static final UUID ELSEWHERE = new UUID(1, 4);
    private static final UUID UNKNOWN = new UUID(1, 5);

    @Test
    void onlyEventsThatAPartIsPutDownToStandAtAChange() {
        var part = new ChangedPart(
                new PartKey(1, "111122223333", "Amazon SageMaker", "", "", "USD"),
                BigDecimal.ONE,
                BigDecimal.TEN,
                Map.of(ChangeClass.EXPLAINED, new BigDecimal(5), ChangeClass.CANDIDATE, new BigDecimal(4)),
                Map.of(),
                List.of(
                        new Acted(ChangeClass.EXPLAINED, new BigDecimal(5), List.of(EXPLAINS)),
                        new Acted(ChangeClass.CANDIDATE, new BigDecimal(4), List.of(MAY_HAVE, UNKNOWN))),
                null);
        Cause scaled =
                cause(MAY_HAVE).with(new Cause.ScalingSet(SET_SCALING, Instant.EPOCH, "PutScalingPolicy", "ada"));
        assertThat(ChangeEvents.standing(change(
                        List.of(part),
                        Map.of(EXPLAINS, cause(EXPLAINS), MAY_HAVE, scaled, ELSEWHERE, cause(ELSEWHERE)))))
                .containsExactlyInAnyOrder(EXPLAINS, MAY_HAVE, SET_SCALING);
    }

    @Test
    void noEventStandsWhereNothingChanged() {
        assertThat(ChangeEvents.standing(change(List.of(), Map.of(ELSEWHERE, cause(ELSEWHERE)))))
                .isEmpty();
    }

    private static Cause cause(UUID event) {
        return new Cause(event, Instant.EPOCH, "UpdateEndpoint", "ben", false, null, "arn:x/fraud");
    }

    private static Change change(List<ChangedPart> parts, Map<UUID, Cause> causes) {
        var now = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-20"));
        var before = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-20"));
        return new Change(
                new ChangeQuestion(now, before, CostMetric.EFFECTIVE, List.of()),
                List.of(new OfCurrency("USD", BigDecimal.ONE, BigDecimal.TEN, parts)),
                causes,
                new EventsRead(1, Map.of()),
                Names.NONE);
    }
}
