package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.reduction.ReductionRefused.Reason;
import dev.bursar.billingdata.reduction.ReductionState.Engine;
import dev.bursar.billingdata.reduction.StoredReduction.Chosen;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The choice of where lines are reduced. Engines are asked by {@link EngineTests}. */
@Service
@Transactional(readOnly = true)
public class ReductionService {
    /** What entries about it name in the journal. */
    public static final String SUBJECT = "charge-lines:reduction";

    private final StoredReduction stored;
    private final SetUpEngines engines;
    private final ObjectProvider<DeliverySamples> samples;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    ReductionService(
            StoredReduction stored,
            SetUpEngines engines,
            ObjectProvider<DeliverySamples> samples,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.stored = stored;
        this.engines = engines;
        this.samples = samples;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** What is known; asks nobody. */
    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
    public ReductionState state() {
        Map<ReductionPlace, EngineTest> tests = stored.tests();
        Map<ReductionPlace, DeliverySize> sizes = stored.sizes();
        List<Engine> all = ReductionPlace.engines().stream()
                .map(place -> {
                    Optional<SetUpEngines.SetUp> setUp = engines.at(place);
                    return new Engine(
                            place,
                            setUp.map(one -> one.engine().reached()).orElse(null),
                            setUp.map(one -> one.engine().results()).orElse(null),
                            Optional.ofNullable(tests.get(place)),
                            Optional.ofNullable(sizes.get(place)));
                })
                .toList();
        return new ReductionState(stored.chosen(), samples.getIfAvailable() != null, all);
    }

    /**
     * Has lines reduced there from the next delivery on.
     *
     * @param untested whether it shall be so without a test that showed the same charges
     * @param version of the choice that was seen
     * @throws ReductionRefused when it can't be
     * @throws dev.bursar.kernel.StaleEdit when somebody else chose meanwhile; nothing was changed
     */
    @PreAuthorize("hasRole('ADMIN')")
    @Writes(Guard.CONDITION)
    public void choose(ReductionPlace place, boolean untested, int version) {
        boolean tested = false;
        if (place != ReductionPlace.HERE) {
            Engine engine = state().engines().stream()
                    .filter(one -> one.place() == place)
                    .findFirst()
                    .orElseThrow();
            if (!engine.isSetUp()) {
                throw new ReductionRefused(Reason.NOT_SET_UP);
            }
            tested = engine.isTested();
            if (!tested && !untested) {
                throw new ReductionRefused(Reason.NOT_TESTED);
            }
        }
        Chosen before = stored.chosen();
        stored.choose(place, tested, version, scope.actor().name(), clock.instant());
        journal.record(
                ReductionAction.PLACE_CHOSEN,
                SUBJECT,
                before.version() == 0 ? null : fields(before.place(), before.tested()),
                fields(place, tested));
    }

    private static Map<String, Object> fields(ReductionPlace place, @Nullable Boolean tested) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("place", place.stored());
        if (place != ReductionPlace.HERE) {
            fields.put("tested", tested);
        }
        return fields;
    }
}
