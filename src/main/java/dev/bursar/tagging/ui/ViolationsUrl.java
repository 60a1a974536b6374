package dev.bursar.tagging.ui;

import dev.bursar.tagging.violations.ViolationQuestion;
import dev.bursar.tagging.violations.ViolationQuestion.Group;
import dev.bursar.tagging.violations.ViolationQuestion.Order;
import dev.bursar.tagging.violations.ViolationState;
import dev.bursar.ui.AddressReader;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the Violations page shows, as its address says it. Reading never fails: what can't be read is left out and named.
 *
 * @param group null for rows
 * @param filters at most 20, one of a dimension
 * @param free whether resources that AWS doesn't charge for are shown too
 * @param resource whose panel is open, or null
 */
record ViolationsUrl(
        Show show,
        @Nullable Group group,
        List<Filter> filters,
        Order order,
        boolean descending,
        boolean free,
        @Nullable Long resource) {
    static final ViolationsUrl DEFAULT =
            new ViolationsUrl(Show.UNRESOLVED, null, List.of(), Order.COST, true, false, null);

    private static final List<String> NAMES = List.of("state", "group", "f", "sort", "free", "resource");

    ViolationsUrl {
        filters = List.copyOf(filters);
    }

    /** Which violations are shown by how they stand. */
    enum Show {
        UNRESOLVED("Unresolved", ViolationState.OPEN, ViolationState.GRACE),
        OPEN("Open", ViolationState.OPEN),
        GRACE("In grace", ViolationState.GRACE),
        EXEMPT("Exempt", ViolationState.EXEMPT),
        FIXED("Fixed", ViolationState.FIXED),
        GONE("Gone", ViolationState.GONE),
        ALL("All", ViolationState.values());

        private final String label;
        private final List<ViolationState> states;

        Show(String label, ViolationState... states) {
            this.label = label;
            this.states = List.of(states);
        }

        String label() {
            return label;
        }

        List<ViolationState> states() {
            return states;
        }
    }

    /** What can be filtered by. */
    enum By {
        TEAM("Team"),
        ACCOUNT("Account"),
        TYPE("Type"),
        KEY("Tag key"),
        POLICY("Policy"),
        RESOURCE("Resource");

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

    ViolationQuestion question() {
        return new ViolationQuestion(
                show == Show.ALL ? List.of() : show.states(),
                numbers(By.POLICY),
                numbers(By.TEAM),
                values(By.ACCOUNT),
                values(By.TYPE),
                values(By.KEY),
                values(By.RESOURCE).stream().findFirst().orElse(""),
                order,
                descending,
                free);
    }

    private List<String> values(By by) {
        return filters.stream()
                .filter(filter -> filter.dimension().equals(by.word()))
                .findFirst()
                .map(Filter::values)
                .orElse(List.of());
    }

    private List<Integer> numbers(By by) {
        return values(by).stream().map(Integer::valueOf).toList();
    }

    ViolationsUrl with(Show other) {
        return new ViolationsUrl(other, group, filters, order, descending, free, null);
    }

    ViolationsUrl withGroup(@Nullable Group other) {
        return new ViolationsUrl(show, other, filters, order, descending, free, null);
    }

    ViolationsUrl with(List<Filter> other) {
        return new ViolationsUrl(show, group, other, order, descending, free, null);
    }

    ViolationsUrl with(Order other, boolean down) {
        return new ViolationsUrl(show, group, filters, other, down, free, null);
    }

    ViolationsUrl withFree(boolean other) {
        return new ViolationsUrl(show, group, filters, order, descending, other, null);
    }

    ViolationsUrl open(@Nullable Long other) {
        return new ViolationsUrl(show, group, filters, order, descending, free, other);
    }

    /** Only the violations of one group, as rows. */
    ViolationsUrl within(Group of, String key) {
        By by = switch (of) {
            case TEAM -> By.TEAM;
            case ACCOUNT -> By.ACCOUNT;
            case TYPE -> By.TYPE;
            case KEY -> By.KEY;
        };
        var others = new java.util.ArrayList<>(filters.stream()
                .filter(filter -> !filter.dimension().equals(by.word()))
                .toList());
        others.add(new Filter(by.word(), Filter.Operator.IS, List.of(key)));
        return new ViolationsUrl(show, null, others, order, descending, free, null);
    }

    /** Whether only the open panel differs. */
    boolean sameRows(@Nullable ViolationsUrl other) {
        return other != null && open(null).equals(other.open(null));
    }

    /** The address's parameters; what is as by default is left out. */
    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (show != DEFAULT.show) {
            parameters.put("state", List.of(AddressReader.word(show)));
        }
        if (group != null) {
            parameters.put("group", List.of(group.word()));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(FilterAddress::write).toList());
        }
        if (order != DEFAULT.order || descending != DEFAULT.descending) {
            parameters.put("sort", List.of((descending ? "-" : "") + order.word()));
        }
        if (free) {
            parameters.put("free", List.of("true"));
        }
        if (resource != null) {
            parameters.put("resource", List.of(resource.toString()));
        }
        return parameters;
    }

    /** @param parameters decoded once, as a browser decodes them */
    static ViolationsUrl read(AddressReader address) {
        Show show = address.choice("state", Show.class, DEFAULT.show);
        Group group = address.single("group", text -> AddressReader.constant(Group.class, text), "unknown group")
                .orElse(null);
        List<Filter> filters = address
                .filters(By.TEAM.word(), word -> By.of(word).isPresent())
                .stream()
                .filter(ViolationsUrl::usable)
                .toList();
        String sort =
                address.single("sort", ViolationsUrl::sorted, "unknown column").orElse("-cost");
        boolean descending = sort.startsWith("-");
        return new ViolationsUrl(
                show,
                group,
                filters,
                AddressReader.constant(Order.class, descending ? sort.substring(1) : sort)
                        .orElse(DEFAULT.order),
                descending,
                address.single(
                                "free",
                                text -> text.equals("true") ? Optional.of(true) : Optional.<Boolean>empty(),
                                "expected true")
                        .isPresent(),
                address.number("resource").orElse(null));
    }

    private static Optional<String> sorted(String text) {
        String word = text.startsWith("-") ? text.substring(1) : text;
        return Arrays.stream(Order.values()).anyMatch(order -> order.word().equals(word))
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Whether a question can be made of the filter. */
    static boolean usable(Filter filter) {
        return By.of(filter.dimension())
                .filter(by -> switch (by) {
                    case RESOURCE ->
                        filter.operator() == Filter.Operator.CONTAINS
                                && filter.values().getFirst().length() <= 200;
                    case TEAM, POLICY ->
                        filter.operator() == Filter.Operator.IS
                                && filter.values().stream().allMatch(value -> value.matches("[0-9]{1,9}"));
                    case ACCOUNT, TYPE, KEY -> filter.operator() == Filter.Operator.IS;
                })
                .isPresent();
    }

    static AddressReader reader(Map<String, List<String>> parameters) {
        return new AddressReader(parameters, NAMES);
    }

    /** As an export keeps it. */
    String stored() {
        return new com.vaadin.flow.router.QueryParameters(open(null).parameters()).getQueryString();
    }

    static ViolationsUrl ofStored(String stored) {
        return read(
                reader(com.vaadin.flow.router.QueryParameters.fromString(stored).getParameters()));
    }
}
