package dev.bursar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.Visibility.Span;
import module java.base;
import org.junit.jupiter.api.Test;

class VisibilityTest {
    private static Span span(int team, String from, String to) {
        return new Span(new TeamId(team), LocalDate.parse(from), LocalDate.parse(to));
    }

    private static Visibility of(Span... spans) {
        return new Visibility(false, List.of(spans));
    }

    @Test
    void whoSeesEverythingSeesWhatOthersSeeAndNobodyElseSeesEverything() {
        var some = of(span(1, "2026-01-01", "2027-01-01"));
        assertThat(Visibility.EVERYTHING.includes(some)).isTrue();
        assertThat(Visibility.EVERYTHING.includes(Visibility.EVERYTHING)).isTrue();
        assertThat(some.includes(Visibility.EVERYTHING)).isFalse();
        assertThat(Visibility.NOTHING.includes(Visibility.NOTHING)).isTrue();
        assertThat(Visibility.NOTHING.includes(some)).isFalse();
    }

    @Test
    void daysMayBeCoveredBySeveralSpansButWithoutAGap() {
        var wanted = of(span(1, "2026-01-01", "2026-04-01"));
        assertThat(of(span(1, "2025-12-01", "2026-02-01"), span(1, "2026-02-01", "2026-04-01"))
                        .includes(wanted))
                .isTrue();
        assertThat(of(span(1, "2026-01-01", "2026-02-01"), span(1, "2026-02-02", "2026-04-01"))
                        .includes(wanted))
                .isFalse();
        assertThat(of(span(1, "2026-01-01", "2026-03-31")).includes(wanted)).isFalse();
        assertThat(of(span(2, "2026-01-01", "2026-04-01")).includes(wanted)).isFalse();
    }
}
