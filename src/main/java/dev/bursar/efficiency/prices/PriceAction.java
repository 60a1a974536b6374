package dev.bursar.efficiency.prices;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of typed prices. */
public enum PriceAction implements JournalAction {
    PRICE_TYPED("price-typed", "Price of an instance type added"),
    PRICE_CHANGED("price-changed", "Price of an instance type changed"),
    PRICE_REMOVED("price-removed", "Price of an instance type removed");

    private final String code;
    private final String label;

    PriceAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<PriceAction> actions() {
            return List.of(values());
        }
    }
}
