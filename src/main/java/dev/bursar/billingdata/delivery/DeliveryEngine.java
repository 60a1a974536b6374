package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.engine.EngineLines;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineEngines;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The engine that deliveries' lines are reduced by where they lie; where none is set, they are reduced here. */
@Component
class DeliveryEngine implements SmartInitializingSingleton {
    private final ObjectProvider<LineEngines> engines;
    private final List<ObjectStores> stores;
    private final ImportFolder work;
    private @Nullable LineEngine engine;
    private @Nullable ObjectPlace results;

    DeliveryEngine(ObjectProvider<LineEngines> engines, List<ObjectStores> stores, ImportFolder work) {
        this.engines = engines;
        this.stores = stores;
        this.work = work;
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

    /** @return empty where the engine can't read the files, or none is set */
    Optional<EngineReading> open(LineSource source, ReadListener watch) throws IOException {
        return engine == null || results == null
                ? Optional.empty()
                : EngineReading.open(engine, source, results, work.path(), ReadLimits.USUAL, Set.of(), watch);
    }

    /** Looks lines up there; empty as in {@link #open}. */
    Optional<EngineLines> lines(LineSource source, ReadListener watch) throws IOException {
        return engine == null || results == null
                ? Optional.empty()
                : EngineLines.open(engine, source, results, work.path(), ReadLimits.USUAL, watch);
    }

    /** What people call it; only where {@link #isSet}. */
    String label() {
        return engine == null ? "" : engine.name().label();
    }

    /** A delivery that is known by its files' keys, tags and sizes, for of their bytes only some come here. */
    record Content(EngineReading reading) implements DeliveryImporter.Content {
        @Override
        public byte[] fingerprint() {
            return HexFormat.of().parseHex(reading.digest());
        }

        @Override
        public ChargeFileSummary read(ChargeSink charges, ReadListener watch) throws IOException {
            return reading.reduce(charges);
        }
    }
}
