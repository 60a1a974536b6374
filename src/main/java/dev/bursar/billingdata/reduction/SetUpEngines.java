package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineEngines;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The engines that the environment says how to reach; none of them is asked anything because of that. */
@Component
public class SetUpEngines implements SmartInitializingSingleton {
    private final ObjectProvider<LineEngines> engines;
    private final List<ObjectStores> stores;
    private final Map<EngineName, SetUp> setUp = Collections.synchronizedMap(new EnumMap<>(EngineName.class));

    SetUpEngines(ObjectProvider<LineEngines> engines, List<ObjectStores> stores) {
        this.engines = engines;
        this.stores = stores;
    }

    /** @param results where the engine writes, as Bursar reads it */
    public record SetUp(LineEngine engine, ObjectPlace results) {}

    /** Only now, because engines' requests are metered, which needs all jobs. */
    @Override
    public void afterSingletonsInstantiated() {
        engines.stream().flatMap(one -> one.engine().stream()).forEach(one -> {
            String setting = "Results of " + one.name().label();
            setUp.put(one.name(), new SetUp(one, ObjectPlace.at(one.results(), stores, setting)));
        });
    }

    /** Empty where the place is here, or its engine isn't set up. */
    public Optional<SetUp> at(ReductionPlace place) {
        return place.engine().map(setUp::get);
    }
}
