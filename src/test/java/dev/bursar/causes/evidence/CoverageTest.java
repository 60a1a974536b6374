package dev.bursar.causes.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Commitment;
import dev.bursar.causes.Commitment.What;
import dev.bursar.causes.evidence.Coverage.Covered;
import dev.bursar.causes.evidence.Coverage.Term;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {
    /** 20 days, and 10. */
    private static final DayRange BEFORE = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-21"));

    private static final DayRange NOW = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-11"));
    private static final Coverage COVERAGE = new Coverage(BEFORE, NOW, LocalDate.parse("2026-11-10"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // price, quantity covered before and now, first and last day with any, first and last day of the plan,
                // what that is
                "  5, 480, 120, 2026-09-17, 2026-11-05, 2025-11-06, 2026-11-05, ENDED, 2026-11-05",
                "  5, 480,   0, 2026-09-17, 2026-10-25, 2025-10-26, 2026-10-25, ENDED, 2026-10-25",
                "  5, 480, 120, 2026-09-17, 2026-11-05, -, -, LAST_COVERED, 2026-11-05",
                // the last day has not arrived as a whole
                "  5, 480, 120, 2026-09-17, 2026-11-09, -, -, COVERS_LESS, -",
                "  5, 480, 120, 2026-09-17, 2026-11-05, 2025-11-06, 2027-11-05, COVERS_LESS, -",
                "  5, 480, 120, 2026-09-17, 2026-11-05, 2025-11-06, 2026-11-11, COVERS_LESS, -",
                // as much a day, of fewer days
                "  5, 480, 240, 2026-09-17, 2026-11-10, 2025-11-06, 2026-11-05, -, -",
                "  5, 480, 225, 2026-09-17, 2026-11-10, 2025-11-06, 2026-11-05, -, -",
                // it became dearer, and the plan covers more: that is not why
                "  5,   0, 240, 2026-11-01, 2026-11-10, 2026-11-01, 2027-10-31, -, -",
                " -5,   0, 240, 2026-11-01, 2026-11-10, 2026-11-01, 2027-10-31, BEGAN, 2026-11-01",
                " -5,   0, 240, 2026-11-01, 2026-11-10, -, -, FIRST_COVERED, 2026-11-01",
                " -5, 120, 240, 2026-09-17, 2026-11-10, -, -, COVERS_MORE, -",
                " -5, 120, 240, 2026-09-17, 2026-11-10, 2026-01-01, 2026-12-31, COVERS_MORE, -",
                " -5, 480,   0, 2026-09-17, 2026-10-25, 2025-10-26, 2026-10-25, -, -",
                "  5,  -4,   0, 2026-09-17, 2026-10-25, -, -, -, -",
            })
    void aCommitmentIsNamedByWhatBecameOfIt(
            BigDecimal price,
            BigDecimal before,
            BigDecimal now,
            LocalDate first,
            LocalDate last,
            @Nullable LocalDate begins,
            @Nullable LocalDate ends,
            @Nullable What what,
            @Nullable LocalDate day) {
        Term term = begins == null || ends == null ? null : new Term(begins, ends);

        assertThat(COVERAGE.of(price, List.of(new Covered("plan", before, now, first, last, term))))
                .isEqualTo(what == null ? List.of() : List.of(new Commitment("plan", what, day)));
    }

    @Test
    void whatEndedStandsBeforeWhatCoversLessAndThreeAtMostAreNamed() {
        List<Covered> covered = IntStream.range(0, 6)
                .mapToObj(i -> new Covered(
                        "plan" + i,
                        BigDecimal.valueOf(100 + i),
                        BigDecimal.ZERO,
                        BEFORE.from(),
                        LocalDate.parse("2026-10-20"),
                        i == 0 ? new Term(LocalDate.parse("2025-10-21"), LocalDate.parse("2026-10-20")) : null))
                .toList();

        assertThat(COVERAGE.of(BigDecimal.ONE, covered))
                .extracting(Commitment::id)
                .containsExactly("plan0", "plan5", "plan4");
        assertThat(COVERAGE.of(BigDecimal.ONE, List.of())).isEmpty();
    }
}
