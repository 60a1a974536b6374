package dev.bursar.causes.ui;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.query.CostService;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Lookup;
import dev.bursar.ui.FilterDimension.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a change can be filtered by; the values of the days that are compared are asked for when somebody chooses one. */
final class ChangeChoices {
    private final CostService costs;
    private final Map<Dimension, List<Choice>> known = new HashMap<>();
    private @Nullable DayRange days;

    ChangeChoices(CostService costs) {
        this.costs = costs;
    }

    /** From now on offers what was spent on these days. */
    void within(DayRange other) {
        if (!other.equals(days)) {
            days = other;
            known.clear();
        }
    }

    List<FilterDimension> of(List<Dimension> dimensions) {
        return ChangeList.DIMENSIONS.stream()
                .filter(dimensions::contains)
                .map(dimension -> FilterDimension.of(
                        ChangeList.ADDRESS.dimensions().find(dimension.word()).orElseThrow(), lookup(dimension)))
                .toList();
    }

    private Lookup lookup(Dimension dimension) {
        return new Lookup() {
            @Override
            public List<Value> find(String text, int offset, int limit) {
                String part = text.toLowerCase(Locale.ROOT);
                return choices(dimension).stream()
                        .filter(choice ->
                                choice.label().toLowerCase(Locale.ROOT).contains(part)
                                        || choice.key().contains(part))
                        .skip(offset)
                        .limit(limit)
                        .map(choice -> new Value(choice.key(), choice.label()))
                        .toList();
            }

            @Override
            public String label(String key) {
                return ChangeChoices.this.label(dimension, key);
            }
        };
    }

    /** Where the key doesn't say it itself. */
    String label(Dimension dimension, String key) {
        if (dimension != Dimension.TEAM && dimension != Dimension.ACCOUNT && dimension != Dimension.DEPARTMENT) {
            return key;
        }
        return choices(dimension).stream()
                .filter(choice -> choice.key().equals(key))
                .findFirst()
                .map(Choice::label)
                .orElse(dimension == Dimension.ACCOUNT ? key : "not found");
    }

    private List<Choice> choices(Dimension dimension) {
        DayRange within = days;
        return within == null
                ? List.of()
                : known.computeIfAbsent(dimension, any -> costs.choices(dimension, within.from(), within.to()));
    }
}
