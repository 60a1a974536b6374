package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of typed prices. */
@Component
public final class PriceAction extends JournalActions {
    public static final JournalAction PRICE_TYPED = action("price-typed", "Price of an instance type added");
    public static final JournalAction PRICE_CHANGED = action("price-changed", "Price of an instance type changed");
    public static final JournalAction PRICE_REMOVED = action("price-removed", "Price of an instance type removed");

    static String subject(Place place) {
        return "price:" + String.join("/", place.region(), place.component(), place.type());
    }

    /** Typed prices: each change is another row, so a subject is what the price is of. */
    @Bean
    static SubjectNames priceNames(Scope scope) {
        return SubjectNames.each(
                "price",
                id -> Optional.of(id.split("/", -1))
                        .filter(parts -> parts.length == 3)
                        .map(parts -> "Price of " + parts[2] + ", " + parts[1] + ", " + parts[0]),
                id -> scope.has(Role.FINANCE) || scope.has(Role.ADMIN) || scope.has(Role.AUDITOR)
                        ? Optional.of(EfficiencyLinks.PRICES)
                        : Optional.empty());
    }
}
