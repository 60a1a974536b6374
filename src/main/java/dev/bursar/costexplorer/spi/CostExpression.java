package dev.bursar.costexplorer.spi;

import module java.base;

/** Which charges a question is about. */
public sealed interface CostExpression {
    /** The dimension has one of the values; for {@link CostDimension#TAG}, which stands for the question's tag, "" means untagged. */
    record Is(CostDimension dimension, List<String> values) implements CostExpression {
        public Is {
            values = List.copyOf(values);
        }
    }

    /** The tag of this key has one of the values; "" means that it is absent. */
    record Tagged(String key, List<String> values) implements CostExpression {
        public Tagged {
            values = List.copyOf(values);
        }
    }

    record All(List<CostExpression> of) implements CostExpression {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<CostExpression> of) implements CostExpression {
        public Any {
            of = List.copyOf(of);
        }
    }
}
