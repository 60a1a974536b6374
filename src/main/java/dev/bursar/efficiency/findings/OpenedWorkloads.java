package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.findings.Judge.Opened;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.trail.Openings.Opening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who opened a workload. */
final class OpenedWorkloads {
    private final List<Opening> openings;
    private final Map<String, Instant> knownSince;

    OpenedWorkloads(List<Opening> openings, Map<String, Instant> knownSince) {
        this.openings = openings;
        this.knownSince = knownSince;
    }

    Opened of(MlWorkload workload) {
        @Nullable Instant since = knownSince.get(workload.account() + "/" + workload.region());
        @Nullable Opening newest = null;
        for (Opening one : openings) {
            if (matches(one, workload) && (newest == null || one.at().isAfter(newest.at()))) {
                newest = one;
            }
        }
        return newest == null ? new Opened(null, "", since) : new Opened(newest.at(), newest.person(), since);
    }

    private static boolean matches(Opening opening, MlWorkload workload) {
        return opening.account().equals(workload.account())
                && opening.region().equals(workload.region())
                && switch (workload.kind()) {
                    case NOTEBOOK -> opening.notebook().equals(workload.name());
                    case APP ->
                        !opening.domain().isEmpty()
                                && workload.arn()
                                        .contains(":app/" + opening.domain() + "/"
                                                + (opening.owner().isEmpty() ? "" : opening.owner() + "/"));
                    case ENDPOINT, JOB_FAMILY, EC2 -> false;
                };
    }
}
