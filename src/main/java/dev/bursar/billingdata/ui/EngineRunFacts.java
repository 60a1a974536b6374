package dev.bursar.billingdata.ui;

import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.billingdata.delivery.EngineService;
import dev.bursar.sync.control.SyncService.RunFacts;
import module java.base;
import org.springframework.stereotype.Component;

/** Says on the Sync page what an engine did in a run. */
@Component
class EngineRunFacts implements RunFacts {
    private final EngineService runs;

    EngineRunFacts(EngineService runs) {
        this.runs = runs;
    }

    @Override
    public Map<Long, List<Fact>> of(Collection<Long> ids) {
        var byRun = new TreeMap<Long, List<EngineRun>>();
        runs.ofRuns(ids)
                .forEach(one -> byRun.computeIfAbsent(one.run(), any -> new ArrayList<>())
                        .add(one));
        var facts = new TreeMap<Long, List<Fact>>();
        byRun.forEach((run, all) -> facts.put(
                run,
                new ArrayList<>(
                        EngineText.facts(all.stream().map(EngineRun::progress).toList()))));
        if (!facts.isEmpty()) {
            runs.denied()
                    .ifPresent(
                            denied -> facts.lastEntry().getValue().add(new Fact("Results", EngineText.denied(denied))));
        }
        return facts;
    }
}
