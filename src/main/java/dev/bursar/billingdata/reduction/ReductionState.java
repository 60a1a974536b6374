package dev.bursar.billingdata.reduction;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Where lines are reduced, and what is known of each engine.
 *
 * @param delivered whether the environment says where charge files are delivered to
 * @param engines one for each engine there is, set up or not
 */
public record ReductionState(StoredReduction.Chosen chosen, boolean delivered, List<Engine> engines) {
    public ReductionState {
        engines = List.copyOf(engines);
    }

    /**
     * @param reached where it is; null where the environment doesn't say
     * @param results the folder that it writes results to; null where the environment doesn't say
     */
    public record Engine(
            ReductionPlace place,
            @Nullable String reached,
            @Nullable String results,
            Optional<EngineTest> test,
            Optional<DeliverySize> size) {
        public boolean isSetUp() {
            return reached != null;
        }

        /** Whether a test of the engine that is set up now has shown the same charges. */
        public boolean isTested() {
            return test.filter(one -> one.outcome() == EngineTest.Outcome.EQUAL)
                    .filter(one -> one.reached().equals(reached))
                    .isPresent();
        }
    }

    /** Engines that are set up while nobody has chosen yet. */
    public List<Engine> unchosen() {
        return chosen.version() > 0
                ? List.of()
                : engines.stream().filter(Engine::isSetUp).toList();
    }

    /** Whether an engine is chosen that isn't set up: then nothing is reduced. */
    public boolean isMissing() {
        return chosen.place() != ReductionPlace.HERE
                && engines.stream().noneMatch(engine -> engine.place() == chosen.place() && engine.isSetUp());
    }
}
