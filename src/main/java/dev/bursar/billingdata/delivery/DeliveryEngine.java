package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.EngineWork;
import dev.bursar.billingdata.engine.GroupBounds;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineEngines;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.sync.Run;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The engine that deliveries' lines are reduced by where they lie; where none is set, they are reduced here. */
@Component
class DeliveryEngine implements SmartInitializingSingleton {
    private final ObjectProvider<LineEngines> engines;
    private final List<ObjectStores> stores;
    private final ImportFolder work;
    private final EngineResults kept;
    private final EngineFolders folders;
    private final EngineRuns runs;
    private final GroupBounds bounds;
    private @Nullable LineEngine engine;
    private @Nullable ObjectPlace results;

    DeliveryEngine(
            ObjectProvider<LineEngines> engines,
            List<ObjectStores> stores,
            ImportFolder work,
            EngineResults kept,
            EngineFolders folders,
            EngineRuns runs,
            @Value("${bursar.engine.group-files:500}") int groupFiles) {
        this.engines = engines;
        this.stores = stores;
        this.work = work;
        this.kept = kept;
        this.folders = folders;
        this.runs = runs;
        bounds = GroupBounds.USUAL.files(groupFiles);
    }

    /** Only now, because engines' requests are metered, which needs all jobs. */
    @Override
    public void afterSingletonsInstantiated() {
        List<LineEngine> set =
                engines.stream().flatMap(one -> one.engine().stream()).toList();
        if (set.size() > 1) {
            throw new IllegalArgumentException("Lines are reduced by one engine, and there are settings of "
                    + set.stream().map(one -> one.name().label()).sorted().collect(Collectors.joining(" and ")));
        }
        set.forEach(one -> {
            engine = one;
            results = ObjectPlace.at(
                    one.results(), stores, "Results of " + one.name().label());
        });
    }

    boolean isSet() {
        return engine != null;
    }

    /**
     * @param run whose queries these are
     * @return empty where the engine can't read the files, or none is set
     */
    Optional<EngineReading> open(LineSource source, long run, RunReporter watch) throws IOException {
        return engine == null || results == null
                ? Optional.empty()
                : EngineReading.open(
                        new EngineWork(engine, results, kept, bounds, run, watch::engine),
                        source,
                        work.path(),
                        ReadLimits.USUAL,
                        Set.of(),
                        watch);
    }

    /** Stores how far the engine is with a delivery. */
    void note(String source, String period, long run, EngineProgress progress) {
        runs.note(new EngineRuns.EngineRun(source, period, run, progress));
    }

    /** Ends, meters and removes what nobody needs any more. */
    void tidy(Run run) {
        if (engine != null && results != null) {
            engine.settle(run.id());
            folders.tidy(results, run.meter());
        }
    }

    /** A delivery that is known by its files' keys, tags and sizes, for of their bytes only some come here. */
    record Content(EngineReading reading) implements DeliveryImporter.Content {
        @Override
        public byte[] fingerprint() {
            return HexFormat.of().parseHex(reading.digest());
        }

        @Override
        public void prepare() throws IOException {
            reading.gather();
        }

        @Override
        public ChargeFileSummary read(ChargeSink charges, ReadListener watch) {
            return reading.read(charges);
        }
    }
}
