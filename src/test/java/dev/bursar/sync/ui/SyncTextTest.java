package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.settings.Timetable;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncTextTest {
    private static JobRow job(@Nullable Instant due, boolean waits) {
        return new JobRow(
                "costs",
                "Refresh costs",
                ProgressUnit.SLICES,
                new Timetable(8, 0),
                null,
                null,
                due,
                waits ? new Prerequisite("No team tag has been chosen.", "admin/set-up", "Set-up") : null,
                null);
    }

    @ParameterizedTest
    @CsvSource({"0, free", "0.0000, free", "0.0048, 'under $0.01'", "0.005, 'about $0.01'", "8.1, 'about $8.10'"})
    void aSmallCostIsNotSaidToBeNothing(BigDecimal usd, String said) {
        assertThat(SyncText.about(usd)).isEqualTo(said);
    }

    /** Jobs are parted by a bar: when it is due, and whether it waits for something. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            2026-11-24T12:00:00Z;                                  Next run 24 Nov, 12:00 UTC
            2026-11-24T12:00:00Z|2026-11-24T11:00:00Z;             Next run 24 Nov, 11:00 UTC
            2026-11-24T12:00:00Z|2026-11-24T09:29:00Z;             Next run in a moment
            2026-11-24T12:00:00Z waits;                            Runs start after Set-up
            2026-11-24T09:29:00Z waits|2026-11-24T12:00:00Z;       Next run 24 Nov, 12:00 UTC
            never|never;                                           Runs aren\u2019t scheduled
            """)
    void whatRunsNextIsNeverSaidToBeNothing(String jobs, String said) {
        List<JobRow> rows = Arrays.stream(jobs.split("\\|"))
                .map(words -> words.split(" "))
                .map(words -> job(words[0].equals("never") ? null : Instant.parse(words[0]), words.length > 1))
                .toList();
        assertThat(SyncText.next(rows, Instant.parse("2026-11-24T09:30:00Z"))).isEqualTo(said);
    }
}
