package dev.bursar.billingdata.delivery;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import module java.base;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.stereotype.Component;

/** Where charge files are delivered to, as the environment says. */
@Component
@Conditional(DeliveryLocations.Named.class)
class DeliveryLocations {
    private final List<ObjectPlace> places;

    DeliveryLocations(Environment environment, List<ObjectStores> stores) {
        DeliverySettings.warnOfOldNames(environment);
        var found = new ArrayList<ObjectPlace>();
        Arrays.stream(DeliverySettings.of(environment).addresses().split(","))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .map(address -> ObjectPlace.at(address, stores, DeliverySettings.NAME))
                .filter(place -> found.stream().noneMatch(other -> other.name().equals(place.name())))
                .forEach(found::add);
        places = List.copyOf(found);
    }

    /** In the order in which they are named. */
    List<ObjectPlace> places() {
        return places;
    }

    /** Holds where the setting names anything. */
    static final class Named implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !DeliverySettings.of(context.getEnvironment()).addresses().isBlank();
        }
    }
}
