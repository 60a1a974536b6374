package dev.bursar.spend.spi;

import java.util.List;

/** Which charges a question is about. */
public sealed interface CostFilter {
    /** The dimension has one of the values; for {@link CostDimension#TAG} the value "" means untagged. */
    record Is(CostDimension dimension, List<String> values) implements CostFilter {
        public Is {
            values = List.copyOf(values);
        }
    }

    record All(List<CostFilter> of) implements CostFilter {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<CostFilter> of) implements CostFilter {
        public Any {
            of = List.copyOf(of);
        }
    }
}
