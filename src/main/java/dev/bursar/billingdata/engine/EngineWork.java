package dev.bursar.billingdata.engine;

import dev.bursar.files.ObjectPlace;
import module java.base;

/**
 * What a reading by an engine works with.
 *
 * @param results the place that {@link LineEngine#results} names
 * @param kept what statements have given before
 * @param run whose queries these are, 0 where they are no run's
 * @param progress told after each statement, and while it runs
 */
public record EngineWork(
        LineEngine engine,
        ObjectPlace results,
        KeptResults kept,
        GroupBounds bounds,
        long run,
        Consumer<EngineProgress> progress) {
    /** Outside of a run: nothing is kept, and nobody is told. */
    public EngineWork(LineEngine engine, ObjectPlace results) {
        this(engine, results, KeptResults.NONE, GroupBounds.of(engine.name()), 0, progress -> {});
    }
}
