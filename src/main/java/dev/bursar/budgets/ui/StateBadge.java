package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetState;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;

/** A budget's state in word, shape and colour. */
final class StateBadge {
    private StateBadge() {}

    static StatusBadge of(BudgetState state) {
        return switch (state) {
            case OVER -> new StatusBadge(Kind.DANGER, Icons.OCTAGON_ALERT, state.label());
            case FORECAST_OVER -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, state.label());
            case ON_TRACK -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, state.label());
            case NO_COSTS -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, state.label());
            case ENDED -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, state.label());
        };
    }
}
