package dev.bursar.efficiency.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.judge.FindingState;
import dev.bursar.efficiency.query.EfficiencyQuestion;
import dev.bursar.efficiency.query.EfficiencyQuestion.Order;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.FilterAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the Efficiency page shows, as its address says it. Reading never fails: what can't be read is left out and named.
 *
 * @param state null for all
 * @param filters at most one of a dimension
 * @param search part of a workload's name; "" for all
 */
record EfficiencyUrl(
        @Nullable FindingState state, List<Filter> filters, String search, Order order, boolean descending) {
    static final EfficiencyUrl DEFAULT = new EfficiencyUrl(null, List.of(), "", Order.SAVING, true);

    private static final int LONGEST_SEARCH = 200;
    private static final List<String> NAMES = List.of("state", "f", "q", "sort");

    EfficiencyUrl {
        filters = List.copyOf(filters);
    }

    /** What can be filtered by. */
    enum By {
        KIND("Kind"),
        TEAM("Team"),
        ACCOUNT("Account");

        private final String label;

        By(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String word() {
            return AddressReader.word(this);
        }

        static Optional<By> of(String word) {
            return AddressReader.constant(By.class, word);
        }
    }

    EfficiencyQuestion question() {
        return new EfficiencyQuestion(
                state == null ? List.of() : List.of(state),
                values(By.KIND).stream().map(WorkloadKind::of).toList(),
                values(By.TEAM).stream().map(Integer::valueOf).toList(),
                values(By.ACCOUNT),
                search,
                order,
                descending);
    }

    private List<String> values(By by) {
        return filters.stream()
                .filter(filter -> filter.dimension().equals(by.word()))
                .findFirst()
                .map(Filter::values)
                .orElse(List.of());
    }

    /** Whether less than everything is asked for. */
    boolean narrowed() {
        return state != null || !filters.isEmpty() || !search.isEmpty();
    }

    EfficiencyUrl inState(@Nullable FindingState other) {
        return new EfficiencyUrl(other, filters, search, order, descending);
    }

    EfficiencyUrl with(List<Filter> other) {
        return new EfficiencyUrl(state, other, search, order, descending);
    }

    EfficiencyUrl withSearch(String other) {
        return new EfficiencyUrl(state, filters, other, order, descending);
    }

    EfficiencyUrl with(Order other, boolean down) {
        return new EfficiencyUrl(state, filters, search, other, down);
    }

    /** All workloads, in the same order. */
    EfficiencyUrl all() {
        return DEFAULT.with(order, descending);
    }

    /** The address's parameters; what is as by default is left out. */
    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (state != null) {
            parameters.put("state", List.of(state.stored()));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(FilterAddress::write).toList());
        }
        if (!search.isEmpty()) {
            parameters.put("q", List.of(search));
        }
        if (order != DEFAULT.order || descending != DEFAULT.descending) {
            parameters.put("sort", List.of((descending ? "-" : "") + AddressReader.word(order)));
        }
        return parameters;
    }

    String address() {
        String query = stored();
        return query.isEmpty() ? EfficiencyLinks.WORKLOADS : EfficiencyLinks.WORKLOADS + "?" + query;
    }

    /** An address that was read; {@code ignored} are sentences with the reason. */
    record Read(EfficiencyUrl url, List<String> ignored) {}

    /** @param parameters decoded once, as a browser decodes them */
    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, NAMES);
        String sort = address.single("sort", EfficiencyUrl::sorted, "unknown column")
                .orElse("-" + AddressReader.word(DEFAULT.order));
        boolean descending = sort.startsWith("-");
        var url = new EfficiencyUrl(
                address.single("state", text -> AddressReader.constant(FindingState.class, text), "unknown state")
                        .orElse(null),
                filters(address),
                address.single(
                                "q",
                                text -> wrongSearch(text).isEmpty() ? Optional.of(text) : Optional.empty(),
                                "a search has at most 200 characters, all of them visible")
                        .orElse(""),
                AddressReader.constant(Order.class, descending ? sort.substring(1) : sort)
                        .orElse(DEFAULT.order),
                descending);
        return new Read(url, address.ignored());
    }

    private static Optional<String> sorted(String text) {
        return AddressReader.constant(Order.class, text.startsWith("-") ? text.substring(1) : text)
                .map(order -> text);
    }

    private static List<Filter> filters(AddressReader address) {
        Set<String> seen = new HashSet<>();
        return address.filters(By.TEAM.word(), word -> By.of(word).isPresent()).stream()
                .filter(filter -> {
                    Optional<String> wrong = seen.contains(filter.dimension())
                            ? Optional.of("there is one filter of each kind")
                            : wrong(filter);
                    wrong.ifPresentOrElse(
                            why -> address.ignore("f=" + FilterAddress.write(filter), why),
                            () -> seen.add(filter.dimension()));
                    return wrong.isEmpty();
                })
                .toList();
    }

    /** Why a text can't be searched for; empty when it can. */
    static Optional<String> wrongSearch(String text) {
        if (text.length() > LONGEST_SEARCH) {
            return Optional.of("a search has at most 200 characters");
        }
        return text.isEmpty() ? Optional.empty() : FilterAddress.wrong(Filter.Operator.CONTAINS, List.of(text));
    }

    /** Why no question can be made of a filter; empty when one can. */
    static Optional<String> wrong(Filter filter) {
        Optional<By> by = By.of(filter.dimension());
        if (by.isEmpty() || filter.operator() != Filter.Operator.IS) {
            return Optional.of("unknown condition");
        }
        return switch (by.get()) {
            case KIND ->
                filter.values().stream().allMatch(EfficiencyUrl::isKind)
                        ? Optional.empty()
                        : Optional.of("unknown kind of workload");
            case TEAM ->
                filter.values().stream().allMatch(value -> value.matches("[0-9]{1,9}"))
                        ? Optional.empty()
                        : Optional.of("expected the number of a team");
            case ACCOUNT -> Optional.empty();
        };
    }

    private static boolean isKind(String word) {
        return Arrays.stream(WorkloadKind.values())
                .anyMatch(kind -> kind.stored().equals(word));
    }

    /** As an export keeps it. */
    String stored() {
        return new QueryParameters(parameters()).getQueryString();
    }

    static EfficiencyUrl ofStored(String stored) {
        return read(QueryParameters.fromString(stored).getParameters()).url();
    }
}
