package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.workload.Workloads.Job;
import java.util.Locale;

/** Stored jobs as AWS described them. */
final class JobWorkloads {
    private JobWorkloads() {}

    static MlJob job(Job job) {
        return new MlJob(
                JobKind.valueOf(job.kind().toUpperCase(Locale.ROOT)),
                job.name(),
                job.arn(),
                job.status(),
                job.instanceType(),
                job.instances(),
                job.created(),
                null,
                job.ended(),
                job.billableSeconds(),
                job.trainingSeconds(),
                job.spot(),
                job.checkpoints(),
                job.retainedSeconds(),
                job.interruptions());
    }
}
