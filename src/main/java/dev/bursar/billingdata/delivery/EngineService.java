package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.delivery.EngineRuns.Denied;
import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What engines do with deliveries, for the pages of runs and imports. */
@Service
@Transactional(readOnly = true)
public class EngineService {
    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int LATEST = 50;

    private final EngineRuns runs;
    private final SyncService sync;

    EngineService(EngineRuns runs, SyncService sync) {
        this.runs = runs;
        this.sync = sync;
    }

    /**
     * As of now.
     *
     * @param bySource what an engine did last, by what was delivered
     * @param underWay what an engine is doing
     * @param denied results that can't be removed
     */
    public record Engines(Map<String, EngineRun> bySource, Optional<EngineRun> underWay, Optional<Denied> denied) {
        public static final Engines NONE = new Engines(Map.of(), Optional.empty(), Optional.empty());

        public Engines {
            bySource = Map.copyOf(bySource);
        }
    }

    /** What engines did in these runs, newest first. */
    @PreAuthorize(MAY_SEE)
    public List<EngineRun> ofRuns(Collection<Long> ids) {
        return runs.ofRuns(ids);
    }

    /** What a store said when it refused to remove results. */
    @PreAuthorize(MAY_SEE)
    public Optional<Denied> denied() {
        return runs.denied();
    }

    @PreAuthorize(MAY_SEE)
    public Engines engines() {
        Map<String, EngineRun> bySource = runs.bySource();
        if (bySource.isEmpty()) {
            return Engines.NONE;
        }
        Set<Long> running = sync.latest(LATEST).stream()
                .filter(run -> run.state() == RunState.RUNNING)
                .map(run -> run.id())
                .collect(Collectors.toSet());
        return new Engines(
                bySource,
                bySource.values().stream()
                        .filter(one -> running.contains(one.run())
                                && one.progress().done() < one.progress().groups())
                        .findFirst(),
                runs.denied());
    }
}
