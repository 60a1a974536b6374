package dev.bursar.tagging.ui;

import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.list.Sort;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.violations.ViolationQuestion;
import dev.bursar.tagging.violations.ViolationQuestion.Group;
import dev.bursar.tagging.violations.ViolationQuestion.Order;
import dev.bursar.tagging.violations.ViolationState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be chosen on the Violations page. */
final class ViolationList {
    static final Dimension TEAM = Dimension.number("team", "Team", "team");
    static final Dimension ACCOUNT = Dimension.of("account", "Account");
    static final Dimension TYPE = Dimension.of("type", "Type");
    static final Dimension KEY = Dimension.of("key", "Tag key");
    static final Dimension PROBLEM = Dimension.oneOf(
            "problem",
            "Violation",
            Arrays.stream(Problem.values()).map(Problem::stored).toList(),
            "violation");
    static final Dimension POLICY = Dimension.number("policy", "Policy", "policy");
    static final Dimension RESOURCE = Dimension.contains("resource", "Resource");
    private static final Dimensions FILTERS = Dimensions.of(TEAM, ACCOUNT, TYPE, KEY, PROBLEM, POLICY, RESOURCE);

    static final Setting<Show> SHOW = Setting.choice("state", Show.class, Show.UNRESOLVED);
    /** Empty for rows. */
    static final Setting<Optional<Group>> GROUP = Setting.optional("group", Group.class, "group");

    static final Setting<Sort<Order>> SORT = Setting.sort(Order.class, Order.COST, true);
    /** Whether resources that AWS doesn't charge for are shown too. */
    static final Setting<Boolean> FREE = Setting.flag("free");
    /** Whose: a lead's teams', or what nobody owns and is probably theirs. */
    static final Setting<Whose> WHOSE = Setting.choice("whose", Whose.class, Whose.OWN);
    /** Whose panel is open. */
    static final Setting<Optional<Long>> OPEN = Setting.number("resource").opensPanel();

    static final ListAddress ADDRESS =
            new ListAddress(TagLinks.VIOLATIONS, FILTERS, SHOW, GROUP, FILTERS.setting(), SORT, FREE, WHOSE, OPEN);

    private ViolationList() {}

    /** Whose violations are shown. */
    enum Whose {
        OWN("Your teams"),
        PROBABLE("Probably yours");

        private final String label;

        Whose(String label) {
            this.label = label;
        }

        /** @param everything whether the person sees what isn't their teams', too */
        String label(boolean everything) {
            return this == OWN && everything ? "All" : label;
        }
    }

    static boolean isProbable(ListState state) {
        return state.get(WHOSE) == Whose.PROBABLE;
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

    static ViolationQuestion question(ListState state) {
        Show show = state.get(SHOW);
        return new ViolationQuestion(
                show == Show.ALL ? List.of() : show.states(),
                state.numbers(POLICY),
                state.numbers(TEAM),
                state.values(ACCOUNT),
                state.values(TYPE),
                state.values(KEY),
                state.values(PROBLEM).stream().map(Problem::of).toList(),
                state.text(RESOURCE),
                state.get(SORT).by(),
                state.get(SORT).descending(),
                state.get(FREE),
                isProbable(state));
    }

    /** Only the violations of one group, as rows. */
    static ListState within(ListState state, Group of, String key) {
        Dimension dimension = switch (of) {
            case TEAM -> TEAM;
            case ACCOUNT -> ACCOUNT;
            case TYPE -> TYPE;
            case KEY -> KEY;
        };
        return state.with(GROUP, Optional.empty()).and(dimension.is(key));
    }
}
