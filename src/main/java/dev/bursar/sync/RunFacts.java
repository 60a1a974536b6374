package dev.bursar.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a feature has to say of runs beyond what all runs have, in words; each feature that has something provides a bean. */
@FunctionalInterface
public interface RunFacts {
    /** By run, in the order in which a person reads them; runs of which there is nothing to say are left out. */
    Map<Long, List<Fact>> of(Collection<Long> runs);

    /**
     * @param name such as {@code Read there}
     * @param value such as {@code 12 MB}
     */
    record Fact(String name, String value) {}
}
