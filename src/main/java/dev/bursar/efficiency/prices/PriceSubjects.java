package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names typed prices in the journal: each change is another row, so a subject is what the price is of. */
@Component
class PriceSubjects implements SubjectNames {
    private static final String KIND = "price";
    private static final String SEPARATOR = "/";

    private final Scope scope;

    PriceSubjects(Scope scope) {
        this.scope = scope;
    }

    static String subject(Place place) {
        return KIND + ":" + String.join(SEPARATOR, place.region(), place.component(), place.type());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream()
                .filter(id -> id.split(SEPARATOR, -1).length == 3)
                .collect(Collectors.toMap(id -> id, PriceSubjects::name));
    }

    /** {@code Price of ml.m5.large, Hosting, eu-central-1}. */
    private static String name(String id) {
        String[] parts = id.split(SEPARATOR, -1);
        return "Price of " + parts[2] + ", " + parts[1] + ", " + parts[0];
    }

    @Override
    public Optional<String> address(String id) {
        return scope.has(Role.FINANCE) || scope.has(Role.ADMIN) || scope.has(Role.AUDITOR)
                ? Optional.of(EfficiencyLinks.PRICES)
                : Optional.empty();
    }
}
