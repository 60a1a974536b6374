package dev.bursar.efficiency.prices;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of typed prices. */
public enum PriceAction implements JournalAction {
    PRICE_TYPED("price-typed", "Price of an instance type added"),
    PRICE_CHANGED("price-changed", "Price of an instance type changed"),
    PRICE_REMOVED("price-removed", "Price of an instance type removed");

    private final Called called;

    PriceAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
