package dev.bursar.changes.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.ItemState;
import module java.base;

/** Which items of a change its page shows, as its address says. */
enum ItemsShown {
    LEFT("To write", ItemState.PLANNED, ItemState.WRITING, ItemState.WRITTEN),
    WRITTEN("Written", ItemState.VERIFIED),
    UNDONE("Undone", ItemState.UNDONE),
    FAILED("Failed", ItemState.FAILED, ItemState.DIFFERS, ItemState.UNKNOWN),
    SKIPPED("Skipped", ItemState.SKIPPED);

    private static final String STATE = "state";

    private final String words;
    private final List<ItemState> states;

    ItemsShown(String words, ItemState... states) {
        this.words = words;
        this.states = List.of(states);
    }

    List<ItemState> states() {
        return states;
    }

    int of(AwsChange change) {
        return states.stream().mapToInt(change::count).sum();
    }

    static Map<ItemsShown, Long> counts(AwsChange change) {
        return Arrays.stream(values()).collect(Collectors.toMap(Function.identity(), one -> (long) one.of(change)));
    }

    /** Whether items are in more than one of the states that can be chosen. */
    static boolean areMixed(AwsChange change) {
        return Arrays.stream(values()).filter(one -> one.of(change) > 0).count() > 1;
    }

    static String words(Optional<ItemsShown> chosen) {
        return chosen.map(one -> one.words).orElse("All");
    }

    static Optional<ItemsShown> of(QueryParameters parameters) {
        return parameters
                .getSingleParameter(STATE)
                .flatMap(text -> Arrays.stream(values())
                        .filter(one -> one.text().equals(text))
                        .findFirst());
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QueryParameters parameters(Optional<ItemsShown> chosen) {
        return chosen.map(one -> QueryParameters.of(STATE, one.text())).orElseGet(QueryParameters::empty);
    }
}
