package dev.bursar.costexplorer;

import dev.bursar.charges.spi.TagSums;
import module java.base;
import org.springframework.stereotype.Component;

/** What breakdowns know of tags. */
@Component
public class BreakdownTagSums implements TagSums {
    private final BreakdownCosts costs;

    BreakdownTagSums(BreakdownCosts costs) {
        this.costs = costs;
    }

    @Override
    public List<Kept> kept() {
        return costs.all().stream()
                .map(one -> new Kept(one.id(), one.tagKey(), one.dimension()))
                .toList();
    }

    @Override
    public List<Sum> of(Kept kept, LocalDate from, LocalDate to) {
        return costs.sums(kept.id(), from, to);
    }
}
