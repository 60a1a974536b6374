package dev.bursar.journal.ui;

import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.list.Dimension;
import dev.bursar.list.Filter;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the journal can be filtered by, with the values that were recorded. */
record JournalNames(JournalService service, ActionNames actions) {
    List<FilterDimension> dimensions() {
        return JournalQuestion.FILTERS.all().stream().map(this::dimension).toList();
    }

    private FilterDimension dimension(Dimension dimension) {
        List<Filter.Operator> operators = dimension == JournalQuestion.ACTION
                ? List.of(Filter.Operator.IS, Filter.Operator.IS_NOT)
                : List.of(Filter.Operator.values());
        return new FilterDimension(
                dimension.key(),
                dimension.label(),
                new FilterDimension.Lookup() {
                    @Override
                    public List<Value> find(String text, int offset, int limit) {
                        String part = text.toLowerCase(Locale.ROOT);
                        return values(dimension)
                                .filter(value ->
                                        value.label().toLowerCase(Locale.ROOT).contains(part))
                                .sorted(Comparator.comparing(Value::label).thenComparing(Value::key))
                                .skip(offset)
                                .limit(limit)
                                .toList();
                    }

                    @Override
                    public String label(String key) {
                        return dimension == JournalQuestion.PERSON
                                ? key
                                : dimension == JournalQuestion.ACTION
                                        ? actions.of(key)
                                        : service.inWords(List.of(key)).getOrDefault(key, key);
                    }
                },
                operators);
    }

    private Stream<Value> values(Dimension dimension) {
        if (dimension == JournalQuestion.PERSON) {
            return service.people().stream().map(name -> new Value(name, name));
        }
        return dimension == JournalQuestion.ACTION
                ? service.actions().stream().map(action -> new Value(action, actions.of(action)))
                : service.recentSubjects().entrySet().stream()
                        .map(subject -> new Value(subject.getKey(), subject.getValue()));
    }
}
