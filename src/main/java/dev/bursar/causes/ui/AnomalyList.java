package dev.bursar.causes.ui;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.CauseLinks;
import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.list.Sort;
import module java.base;

/** What can be chosen on the page of anomalies. */
final class AnomalyList {
    static final Dimension TEAM = Dimension.of("team", "Team");
    static final Dimension ACCOUNT = Dimension.of("account", "Account");
    static final Dimension SERVICE = Dimension.of("service", "Service");
    private static final Dimensions FILTERS = Dimensions.of(TEAM, ACCOUNT, SERVICE);

    /** Whether somebody has said what it is. */
    enum State {
        OPEN,
        RATED
    }

    /** What rows are ordered by. */
    enum Order {
        DAYS,
        EXCESS
    }

    static final Setting<Optional<State>> STATE = Setting.optional("state", State.class, "state");
    static final Setting<Sort> SORT = Setting.sort(Order.class, Order.EXCESS, true);
    static final Setting<Optional<Long>> OPEN = Setting.number("anomaly").opensPanel();

    static final ListAddress ADDRESS =
            new ListAddress(CauseLinks.ANOMALIES, FILTERS, STATE, FILTERS.setting(), SORT, OPEN);

    private AnomalyList() {}

    static boolean is(Anomaly one, State state) {
        return one.isOpen() == (state == State.OPEN);
    }

    /** Those that the address asks for, in its order. */
    static List<Anomaly> chosen(List<Anomaly> all, ListState list) {
        Comparator<Anomaly> order = switch (list.get(SORT).by(Order.class)) {
            case DAYS -> Comparator.comparing(one -> one.days().from());
            case EXCESS -> Comparator.comparing(Anomaly::excess);
        };
        return all.stream()
                .filter(one -> list.get(STATE).map(state -> is(one, state)).orElse(true))
                .filter(one -> in(list, TEAM, String.valueOf(one.series().team().value())))
                .filter(one -> in(list, ACCOUNT, one.series().account()))
                .filter(one -> in(list, SERVICE, one.series().service()))
                .sorted((list.get(SORT).descending() ? order.reversed() : order)
                        .thenComparing(Comparator.comparing(Anomaly::id).reversed()))
                .toList();
    }

    private static boolean in(ListState list, Dimension dimension, String value) {
        List<String> wanted = list.values(dimension);
        return wanted.isEmpty() || wanted.contains(value);
    }

    /** All anomalies, in the same order. */
    static ListState all(ListState list) {
        return list.without(STATE, FILTERS.setting());
    }
}
