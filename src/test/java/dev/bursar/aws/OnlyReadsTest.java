package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.Test;

/** With nothing turned on, jobs ask AWS and write nothing. */
class OnlyReadsTest {
    /** What AWS calls reading; AssumeRole gives a session, and StartQuery asks logs. */
    private static final String READS =
            "(Get|List|Describe|Lookup|BatchGet|Search|Head|Select|Filter)[A-Za-z0-9]*|AssumeRole|StartQuery|StopQuery";

    /**
     * Of an organisation that has been there for days only, and of two members that have a bit of everything: there is as much
     * to ask of one as of another.
     */
    @Test
    void aDaysJobsWriteNothing() {
        try (var rig = SyncRig.members(LocalDate.parse("2026-11-21"), SyncRig.Has.SETTINGS)) {
            new SyncJobs(rig.beans(SyncJob.class)).all().forEach(job -> {
                rig.run(job.name());
                if (job.name().equals("reach")) {
                    rig.only(OrganisationModel.VISION, OrganisationModel.SEARCH);
                }
            });
            Set<String> asked = rig.simulator.requests().counts().keySet();
            assertThat(asked).hasSizeGreaterThan(38);
            assertThat(asked).allMatch(operation -> operation.matches(READS), "reads");
        }
    }
}
