package dev.bursar.tagging.violations;

import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.list.Setting;
import dev.bursar.org.MarkedTeams;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import module java.base;

/** The list of violations: what can be chosen, and what each has in its columns. */
public final class Violations {
    public static final Dimension TEAM = Dimension.number("team", "Team", "team");
    public static final Dimension ACCOUNT = Dimension.of("account", "Account");
    public static final Dimension REGION = Dimension.of("region", "Region");
    public static final Dimension TYPE = Dimension.of("type", "Type");
    public static final Dimension KEY = Dimension.of("key", "Tag key");
    public static final Dimension PROBLEM = Dimension.oneOf(
            "problem",
            "Violation",
            Arrays.stream(Problem.values()).map(Problem::stored).toList(),
            "violation");
    public static final Dimension POLICY = Dimension.number("policy", "Policy", "policy");
    public static final Dimension RESOURCE = Dimension.contains("resource", "Resource");

    /** How violations stand. */
    public static final Setting<Show> SHOW = Setting.choice("state", Show.class, Show.UNRESOLVED);
    /** Empty for rows. */
    public static final Setting<Optional<Group>> GROUP = Setting.optional("group", Group.class, "group");
    /** Whether those of resources that AWS doesn't charge for are asked for too. */
    public static final Setting<Boolean> FREE = Setting.flag("free");
    /** Whose: a lead's teams', or what nobody owns and is probably theirs. */
    public static final Setting<Whose> WHOSE = Setting.choice("whose", Whose.class, Whose.OWN);
    /** Whose panel is open. */
    public static final Setting<Optional<Long>> OPEN =
            Setting.number("resource").opensPanel();

    static final RecordMapper<ViolationRow> ROW = RecordMapper.of(ViolationRow.class)
            .with("finding", (row, column) -> new Finding(Problem.of(row.getString(column)), row.getString("found")));

    /** Conditions are of {@code s}, a violation as it stands; orders are of {@code p}, the same with its cost. */
    public static final Listing<ViolationRow> LISTING = Listing.of(
                    ViolationRow.class, "tag-violations", "Tag violations", TagLinks.VIOLATIONS)
            .called("violation", "violations")
            .setting(SHOW)
            .setting(GROUP)
            .among(TEAM, "s.team_id", "(select " + MarkedTeams.NAME + " from team t where t.id = c.value)")
            .among(ACCOUNT, "s.account", "coalesce((select a.name from account a where a.id = c.value), c.value)")
            .among(REGION, "s.region")
            .among(TYPE, "s.type")
            .among(KEY, "s.tag_key")
            .filter(PROBLEM, "s.problem = any(:problem)")
            .among(POLICY, "s.policy_id", "(select p.name from tag_policy p where p.id = c.value)")
            .filter(RESOURCE, "s.named")
            .sorted("cost", true)
            .setting(FREE)
            .setting(WHOSE)
            .setting(OPEN)
            .rows(ROW, "p.arn, p.policy_id, p.currency, p.id")
            .text("resource", "Resource", ViolationRow::name)
            .by("lower(p.name)")
            .text("arn", "ARN", ViolationRow::arn)
            .text("type", "Type", ViolationRow::type)
            .text("account", "Account", ViolationRow::account)
            .text("account-name", "Account name", ViolationRow::accountName)
            .text("region", "Region", ViolationRow::region)
            .by("p.region")
            .text("owner", "Owner", ViolationRow::owner)
            .by("(select lower(t.name) from team t where t.id = p.team_id)")
            .text("policy", "Policy", ViolationRow::policyName)
            .text("key", "Tag key", ViolationRow::key)
            .word(
                    "problem",
                    "Violation",
                    row -> row.finding().problem(),
                    row -> row.finding().problem().stored())
            .by("p.tag_key, p.problem, p.found", "p.tag_key desc, p.problem, p.found")
            .text("found", "Found", row -> row.finding().found())
            .word("state", "State", ViolationRow::state, row -> row.state().label())
            .day("since", "Since", ViolationRow::since)
            .by("p.since desc", "p.since")
            .day("grace-until", "Grace until", row -> row.graceTo().minusDays(1))
            .text("made-by", "Made by", ViolationRow::madeBy)
            .text("currency", "Currency", ViolationRow::currency)
            .money("cost", "30-day cost", ViolationRow::cost)
            .by("p.cost nulls first", "p.cost desc nulls last")
            .currency(ViolationRow::currency)
            .build();

    /** What a person sees who has chosen nothing. */
    public static final ListState USUAL = LISTING.address().usual();

    /** What is said to be untagged: the tag is missing, or its value is. */
    static final ListState UNTAGGED = USUAL.and(PROBLEM.is(Problem.MISSING.stored(), Problem.EMPTY.stored()));

    static final ListState ALL = USUAL.with(SHOW, Show.ALL).with(FREE, true);

    private Violations() {}

    /** Whose violations are shown. */
    public enum Whose {
        OWN("Your teams"),
        PROBABLE("Probably yours");

        private final String label;

        Whose(String label) {
            this.label = label;
        }

        /** @param everything whether the person sees what isn't their teams', too */
        public String label(boolean everything) {
            return this == OWN && everything ? "All" : label;
        }
    }

    /** Which violations are shown by how they stand. */
    public enum Show {
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

        public String label() {
            return label;
        }

        public List<ViolationState> states() {
            return states;
        }

        /** Those in which something is left to mend. */
        public List<ViolationState> notClosed() {
            return states.stream().filter(state -> !state.isClosed()).toList();
        }
    }

    /** What violations are counted by. */
    public enum Group {
        TEAM(Violations.TEAM),
        ACCOUNT(Violations.ACCOUNT),
        TYPE(Violations.TYPE),
        KEY(Violations.KEY),
        POLICY(Violations.POLICY);

        final Dimension dimension;

        Group(Dimension dimension) {
            this.dimension = dimension;
        }
    }

    /**
     * Whether those of resources that nobody owns and that point at teams of the person who asks are asked for, instead of those that they
     * see by right.
     */
    public static boolean isProbable(ListState state) {
        return state.get(WHOSE) == Whose.PROBABLE;
    }

    /** The same of what probably belongs to teams of the person who asks. */
    static ListState probable(ListState state) {
        return state.with(WHOSE, Whose.PROBABLE);
    }

    /** What is looked at for the person who asks: what is probably theirs goes by the teams that they lead, whatever else they are. */
    static Visible visible(ListState state, ResourceVisibility visibility) {
        return isProbable(state) ? visibility.asLead() : visibility.now();
    }

    /** Only the violations of one group, as rows. */
    public static ListState within(ListState state, Group of, String key) {
        return state.with(GROUP, Optional.empty()).and(of.dimension.is(key));
    }
}
