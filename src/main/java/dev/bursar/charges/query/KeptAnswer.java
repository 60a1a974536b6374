package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.TagFacts;
import dev.bursar.charges.query.DimensionLabels.Labels;
import dev.bursar.charges.sums.Cell;
import dev.bursar.charges.sums.Shape;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The part of a question that is answered by sums kept beside charges.
 *
 * @param tag of the question; null where nothing is kept
 * @param rest the days that charges have to answer
 * @param facts which days it answers, and why not others
 */
public record KeptAnswer(Dimension.@Nullable Tag tag, List<Value> values, List<DayRange> rest, TagFacts.Kept facts) {
    public KeptAnswer {
        values = List.copyOf(values);
        rest = List.copyOf(rest);
    }

    /** All of the days are for charges to answer. */
    public static KeptAnswer nothing(DayRange days) {
        return nothing(days, TagFacts.Kept.NOTHING);
    }

    static KeptAnswer nothing(DayRange days, TagFacts.Kept facts) {
        return new KeptAnswer(null, List.of(), List.of(days), facts);
    }

    /**
     * A sum of a period, in the question's granularity.
     *
     * @param other the number of the question's other dimension; null where it has none
     */
    public record Value(
            LocalDate period, String tagValue, @Nullable Integer other, String currency, BigDecimal amount) {}

    /** Numbers of a tag's values that are no terms, below zero. */
    public static final class Numbers {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> values = new ArrayList<>();

        private int of(String value) {
            return numbers.computeIfAbsent(value, any -> {
                values.add(value);
                return -values.size();
            });
        }

        /** Names these values, and all others as before. */
        public Labels labels(Dimension dimension, Labels others) {
            return dimension instanceof Dimension.Tag tag
                    ? id -> id < 0
                            ? new Choice(values.get((int) -id - 1), ChoiceText.ofTag(tag, values.get((int) -id - 1)))
                            : others.of(id)
                    : others;
        }
    }

    /** The sums in these shapes, as charges would answer. */
    public List<Cell> cells(CostQuery question, List<Shape> shapes, Numbers numbers) {
        var cells = new ArrayList<Cell>();
        Dimension thenBy = question.thenBy();
        for (Value value : values) {
            for (Shape shape : shapes) {
                cells.add(new Cell(
                        shape.period() ? value.period() : null,
                        shape.key() ? number(question.groupBy(), value, numbers) : null,
                        shape.part() && thenBy != null ? number(thenBy, value, numbers) : null,
                        value.currency(),
                        value.amount()));
            }
        }
        return cells;
    }

    private @Nullable Long number(Dimension dimension, Value value, Numbers numbers) {
        Integer other = value.other();
        return dimension.equals(tag)
                ? Long.valueOf(numbers.of(value.tagValue()))
                : other == null ? null : Long.valueOf(other);
    }
}
