package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.engine.EngineLines;
import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.EngineWork;
import dev.bursar.billingdata.engine.GroupBounds;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.reduction.ReductionPlace;
import dev.bursar.billingdata.reduction.SetUpEngines;
import dev.bursar.billingdata.reduction.SetUpEngines.SetUp;
import dev.bursar.billingdata.reduction.StoredReduction;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Run;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The engine that deliveries' lines are reduced by where they lie, as it is chosen when one starts; else they are reduced here. */
@Component
class DeliveryEngine {
    private final StoredReduction reduction;
    private final SetUpEngines engines;
    private final ImportFolder work;
    private final EngineResults kept;
    private final EngineFolders folders;
    private final EngineRuns runs;
    private final int groupFiles;

    DeliveryEngine(
            StoredReduction reduction,
            SetUpEngines engines,
            ImportFolder work,
            EngineResults kept,
            EngineFolders folders,
            EngineRuns runs,
            @Value("${bursar.engine.group-files:500}") int groupFiles) {
        this.reduction = reduction;
        this.engines = engines;
        this.work = work;
        this.kept = kept;
        this.folders = folders;
        this.runs = runs;
        this.groupFiles = groupFiles;
    }

    boolean isChosen() {
        return reduction.chosen().place() != ReductionPlace.HERE;
    }

    /**
     * @param run whose queries these are
     * @return empty where the engine can't read the files, or none is chosen
     * @throws dev.bursar.sync.SourceProblem where the one that is chosen isn't set up
     */
    Optional<EngineReading> open(LineSource source, long run, RunReporter watch) throws IOException {
        ReductionPlace place = reduction.chosen().place();
        Optional<EngineName> name = place.engine();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        SetUp chosen = engines.at(place).orElseThrow(() -> EngineProblem.notSetUp(name.get()));
        return EngineReading.open(
                new EngineWork(
                        chosen.engine(),
                        chosen.results(),
                        kept,
                        GroupBounds.of(chosen.engine().name()).files(groupFiles),
                        run,
                        watch::engine),
                source,
                work.path(),
                ReadLimits.REDUCED,
                Set.of(),
                watch);
    }

    /** Stores how far the engine is with a delivery. */
    void note(String source, String period, long run, EngineProgress progress) {
        runs.note(new EngineRuns.EngineRun(source, period, run, progress));
    }

    /** Ends, meters and removes what nobody needs any more, of an engine that was chosen before as well. */
    void tidy(Run run) {
        for (ReductionPlace place : ReductionPlace.engines()) {
            engines.at(place).ifPresent(one -> {
                one.engine().settle(run.id(), EngineFolders.watch(run));
                folders.tidy(one, run);
            });
        }
    }

    /** Where lines are reduced, in a sentence; empty where they are here and nothing else is set up. */
    Optional<String> fact() {
        StoredReduction.Chosen chosen = reduction.chosen();
        if (chosen.place().engine().isPresent()) {
            return chosen.place().engine().map(DeliveryText::reducedIn);
        }
        String unchosen = ReductionPlace.engines().stream()
                .flatMap(place -> engines.at(place).stream())
                .map(one -> one.engine().name().label())
                .collect(Collectors.joining(" and "));
        return unchosen.isEmpty()
                ? Optional.empty()
                : Optional.of(unchosen + (unchosen.contains(" ") ? " are" : " is")
                        + " available but unused; Bursar adds up the lines itself");
    }

    /** Looks lines up there; exceptions, and what is empty, as in {@link #open}. */
    Optional<EngineLines> lines(LineSource source, ReadListener watch) throws IOException {
        ReductionPlace place = reduction.chosen().place();
        Optional<EngineName> name = place.engine();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        SetUp chosen = engines.at(place).orElseThrow(() -> EngineProblem.notSetUp(name.get()));
        var with =
                new EngineWork(chosen.engine(), chosen.results(), kept, GroupBounds.of(name.get()), 0, progress -> {});
        return EngineLines.open(with, source, work.path(), ReadLimits.USUAL, watch);
    }

    /** What people call the one that is chosen; "" for none. */
    String label() {
        return reduction.chosen().place().engine().map(EngineName::label).orElse("");
    }

    /** A delivery that is known by its files' keys, tags and sizes, for of their bytes only some come here. */
    record Content(EngineReading reading) implements DeliveryImporter.Content {
        @Override
        public byte[] fingerprint() {
            return HexFormat.of().parseHex(reading.digest());
        }

        @Override
        public void prepare() throws IOException {
            try {
                reading.gather();
            } catch (CapReached e) {
                throw e.or(DeliveryProblemText.REDUCE_HERE);
            }
        }

        @Override
        public ChargeFileSummary read(ChargeSink charges, ReadListener watch) {
            return reading.read(charges);
        }
    }
}
