package dev.bursar.journal.ui;

import dev.bursar.journal.JournalQuestion.Dimension;
import dev.bursar.journal.JournalService;
import dev.bursar.list.Filter;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the journal can be filtered by, with the values that were recorded. */
final class JournalNames {
    private final JournalService service;
    private final ActionNames actions;

    JournalNames(JournalService service, ActionNames actions) {
        this.service = service;
        this.actions = actions;
    }

    List<FilterDimension> dimensions() {
        return Stream.of(Dimension.values()).map(this::dimension).toList();
    }

    private FilterDimension dimension(Dimension dimension) {
        List<Filter.Operator> operators = dimension == Dimension.ACTION
                ? List.of(Filter.Operator.IS, Filter.Operator.IS_NOT)
                : List.of(Filter.Operator.values());
        return new FilterDimension(
                JournalUrl.word(dimension),
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
                        return switch (dimension) {
                            case PERSON -> key;
                            case ACTION -> actions.of(key);
                            case SUBJECT -> service.inWords(List.of(key)).getOrDefault(key, key);
                        };
                    }
                },
                operators);
    }

    private Stream<Value> values(Dimension dimension) {
        return switch (dimension) {
            case PERSON -> service.people().stream().map(name -> new Value(name, name));
            case ACTION -> service.actions().stream().map(action -> new Value(action, actions.of(action)));
            case SUBJECT ->
                service.recentSubjects().entrySet().stream()
                        .map(subject -> new Value(subject.getKey(), subject.getValue()));
        };
    }
}
