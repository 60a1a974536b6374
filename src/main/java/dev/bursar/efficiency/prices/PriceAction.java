package dev.bursar.efficiency.prices;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of typed prices. */
@Component
public final class PriceAction extends JournalActions {
    public static final JournalAction PRICE_TYPED = action("price-typed", "Price of an instance type added");
    public static final JournalAction PRICE_CHANGED = action("price-changed", "Price of an instance type changed");
    public static final JournalAction PRICE_REMOVED = action("price-removed", "Price of an instance type removed");
}
