package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineName;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Where lines are reduced. */
public enum ReductionPlace {
    /** On this machine, by DuckDB, of copies of the files. */
    HERE(null),
    ATHENA(EngineName.ATHENA),
    TRINO(EngineName.TRINO);

    private final @Nullable EngineName engine;

    ReductionPlace(@Nullable EngineName engine) {
        this.engine = engine;
    }

    static ReductionPlace of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    static ReductionPlace of(EngineName engine) {
        return engines().stream()
                .filter(place -> place.engine == engine)
                .findFirst()
                .orElseThrow();
    }

    /** Those that are engines. */
    public static List<ReductionPlace> engines() {
        return Arrays.stream(values()).filter(place -> place.engine != null).toList();
    }

    /** Empty where it is here. */
    public Optional<EngineName> engine() {
        return Optional.ofNullable(engine);
    }

    /** As it is stored and written in the journal. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
