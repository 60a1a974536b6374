package dev.bursar.sync.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.Actor;
import dev.bursar.sync.Progress;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunStart;
import dev.bursar.sync.RunState;
import module java.base;
import org.junit.jupiter.api.Test;

class RunningCardTest {
    private static final Instant BEGUN = Instant.parse("2026-11-24T09:28:00Z");

    @Test
    void whatAJobCountsIsCalledByItsName() {
        assertThat(text(ProgressUnit.DELIVERIES))
                .contains("3 of 7", "files", "Deliveries", "Charges stored", "3 of 7 files done")
                .doesNotContain("steps", "Parts");
        assertThat(text(ProgressUnit.SLICES))
                .contains("3 of 7", "Parts", "Rows changed", "3 of 7 steps done")
                .doesNotContain("files");
    }

    private static String text(ProgressUnit counted) {
        var run = new RunRow(
                1,
                "exports",
                new RunStart(RunStart.How.SCHEDULE, Actor.SYSTEM),
                BEGUN,
                null,
                RunState.RUNNING,
                null,
                new Progress("", 7, 3, 2, 1, 0, 5),
                null,
                null,
                false,
                0,
                0,
                BigDecimal.ZERO);
        var card = new RunningCard("Read deliveries", counted, run, false, any -> {});
        card.update(run, BEGUN.plusSeconds(5));
        return card.getElement().getTextRecursively();
    }
}
