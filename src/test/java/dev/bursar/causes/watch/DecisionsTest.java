package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The days are whole until 25 November; the window begins on 21 October. */
class DecisionsTest {
    private static final LocalDate SINCE = LocalDate.parse("2026-10-21");
    private static final LocalDate UNTIL = LocalDate.parse("2026-11-25");
    private static final Series SERIES = new Series(new TeamId(3), "", "Amazon EC2", "USD");
    private static final Series OTHER = new Series(new TeamId(3), "", "Amazon S3", "USD");

    private static FoundAnomaly found(String from, String to, int actual) {
        LocalDate end = LocalDate.parse("2026-" + to);
        return new FoundAnomaly(
                AnomalyKind.JUMP,
                LocalDate.parse("2026-" + from),
                end,
                end.equals(UNTIL),
                BigDecimal.TEN,
                BigDecimal.valueOf(actual),
                BigDecimal.ONE,
                null);
    }

    private static Anomaly known(String from, String to, int actual, @Nullable Rated rated) {
        FoundAnomaly of = found(from, to, actual);
        return new Anomaly(
                7,
                SERIES,
                of.kind(),
                new DayRange(of.from(), of.to()),
                of.lasts(),
                of.expected(),
                of.actual(),
                Instant.EPOCH,
                false,
                rated,
                false,
                0);
    }

    private static Rated rated(Rating rating, @Nullable String until, String on) {
        return new Rated(
                rating,
                until == null ? null : LocalDate.parse("2026-" + until),
                "",
                "lead",
                Instant.parse("2026-" + on + "T09:00:00Z"));
    }

    private static Decisions decide(@Nullable Anomaly known, FoundAnomaly... found) {
        return Decisions.of(known == null ? List.of() : List.of(known), Map.of(SERIES, List.of(found)), SINCE, UNTIL);
    }

    @ParameterizedTest
    @CsvSource({"11-20, 11-25, true", "11-20, 11-24, true", "11-20, 11-23, true", "11-20, 11-22, false"})
    void newsAreToldWhileTheyLastAndTwoDaysAfter(String from, String to, boolean told) {
        assertThat(decide(null, found(from, to, 500)).fresh())
                .extracting(Fresh::told)
                .containsExactly(told);
    }

    @Test
    void whatGoesOnGrowsInItsRow() {
        Decisions decisions = decide(known("11-20", "11-24", 400, null), found("11-20", "11-25", 500));
        assertThat(decisions.fresh()).isEmpty();
        assertThat(decisions.grown())
                .singleElement()
                .satisfies(grown -> assertThat(grown.found().to()).isEqualTo(UNTIL));
        assertThat(decisions.gone()).isEmpty();
    }

    @Test
    void theSameAgainIsNothing() {
        Decisions decisions = decide(known("11-20", "11-25", 500, null), found("11-20", "11-25", 500));
        assertThat(decisions).isEqualTo(new Decisions(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void twoInARowAreTwo() {
        Decisions decisions =
                decide(known("11-10", "11-15", 500, null), found("11-10", "11-15", 500), found("11-20", "11-25", 500));
        assertThat(decisions.fresh())
                .extracting(fresh -> fresh.found().from())
                .containsExactly(LocalDate.parse("2026-11-20"));
    }

    @Test
    void whatIsNotFoundAnyMoreIsGone() {
        Anomaly known = known("11-20", "11-25", 500, null);
        assertThat(Decisions.of(List.of(known), Map.of(OTHER, List.of(found("11-20", "11-25", 500))), SINCE, UNTIL)
                        .gone())
                .containsExactly(known);
        assertThat(decide(known("10-20", "10-23", 500, null)).gone())
                .as("it began before the window")
                .isEmpty();
    }

    @Test
    void whatWasGoneComesBack() {
        Anomaly known = known("11-20", "11-25", 500, null);
        var gone = new Anomaly(
                7,
                SERIES,
                known.kind(),
                known.days(),
                true,
                known.expected(),
                known.actual(),
                Instant.EPOCH,
                true,
                null,
                false,
                0);
        assertThat(decide(gone, found("11-20", "11-25", 500)).grown()).hasSize(1);
        assertThat(decide(gone).gone()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, 11-23, 11-20, true",
        "PLANNED, 11-24, 11-20, false",
        "FIXED, , 11-21, true",
        "FIXED, , 11-22, false",
        "EXPECTED, , 11-02, false",
        "MISTAKE, , 11-02, false"
    })
    void whatGoesOnPastItsRatingIsReopened(Rating rating, @Nullable String until, String on, boolean reopened) {
        Anomaly known = known("11-20", "11-24", 400, rated(rating, until, on));
        assertThat(decide(known, found("11-20", "11-25", 500)).reopened()).hasSize(reopened ? 1 : 0);
        assertThat(decide(known, found("11-20", "11-24", 400)).reopened())
                .as("it is over")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EXPECTED, , 500, true",
        "EXPECTED, , 600, true",
        "EXPECTED, , 601, false",
        "PLANNED, 11-20, 500, true",
        "PLANNED, 11-19, 500, false",
        "MISTAKE, , 500, false",
        "FIXED, , 500, false"
    })
    void whatWasRightComesAgainQuietly(Rating rating, @Nullable String until, int actual, boolean quiet) {
        Anomaly known = known("11-05", "11-10", 500, rated(rating, until, "11-06"));
        assertThat(decide(known, found("11-05", "11-10", 500), found("11-20", "11-25", actual))
                        .fresh())
                .singleElement()
                .satisfies(fresh -> {
                    assertThat(fresh.told()).isEqualTo(!quiet);
                    assertThat(fresh.as().isPresent()).isEqualTo(quiet);
                });
    }
}
