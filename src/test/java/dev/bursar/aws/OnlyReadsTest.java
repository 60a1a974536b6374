package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.SyncJob;
import dev.bursar.testing.SyncRig;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With nothing turned on, a day's jobs ask AWS and write nothing. */
class OnlyReadsTest {
    /** What AWS calls reading; AssumeRole gives a session, and StartQuery asks logs. */
    private static final String READS =
            "(Get|List|Describe|Lookup|BatchGet|Search|Head|Select|Filter)[A-Za-z0-9]*|AssumeRole|StartQuery|StopQuery";

    @Test
    void aDaysJobsWriteNothing() {
        try (var rig = SyncRig.that(SyncRig.Has.FINDINGS)) {
            rig.clock.forward(Duration.ofDays(1));
            rig.beans(SyncJob.class).stream()
                    .sorted(Comparator.comparing(SyncJob::name))
                    .forEach(job -> rig.run(job.name()));
            Set<String> asked = rig.simulator.requests().counts().keySet();
            assertThat(asked).hasSizeGreaterThan(25);
            assertThat(asked).allMatch(operation -> operation.matches(READS), "reads");
        }
    }
}
