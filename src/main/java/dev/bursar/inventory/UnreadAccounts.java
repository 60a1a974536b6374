package dev.bursar.inventory;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.sync.Problem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which accounts' resources were not read, or not all of them: of these no page may say that nothing is wrong. */
@Component
@Transactional(readOnly = true)
public class UnreadAccounts {
    private static final List<String> APIS = List.of(PlaceState.ROLE, PlaceState.TAGGING, PlaceState.RESOURCE_EXPLORER);

    private final JdbcClient jdbc;
    private final Reach reach;
    private final ResourceVisibility visibility;

    UnreadAccounts(JdbcClient jdbc, Reach reach, ResourceVisibility visibility) {
        this.jdbc = jdbc;
        this.reach = reach;
        this.visibility = visibility;
    }

    /**
     * How far accounts in use were read.
     *
     * @param accounts in use, of those whose resources or costs the person may see
     * @param unread of them, those of which something is missing, by name
     */
    public record Answer(int accounts, List<Unread> unread) {
        public static final Answer ALL_READ = new Answer(0, List.of());

        public Answer {
            unread = List.copyOf(unread);
        }

        /** Why, of each that wasn't read as a whole. */
        public List<WhyUnread> reasons() {
            return unread.stream().map(Unread::why).toList();
        }

        /** How many of them were read as a whole. */
        public int read() {
            return accounts - unread.size();
        }
    }

    /**
     * What is missing of an account.
     *
     * @param problem null where it was never read and AWS refused nothing
     * @param moreRegions that have a problem too
     */
    public record Unread(
            String account,
            String name,
            WhyUnread why,
            @Nullable Problem problem,
            int moreRegions) {}

    /** Of the accounts that the person who asks may know of. */
    public Answer now() {
        return of(visibility.now());
    }

    public Answer of(Visible visible) {
        Map<String, String> names = new TreeMap<>(reach.inUse());
        if (!visible.everything()) {
            names.keySet().retainAll(own(visible));
        }
        Set<String> read =
                new HashSet<>(jdbc.sql("select distinct account from inventory_reading where source = 'tagging'")
                        .query(String.class)
                        .list());
        Map<String, List<PlaceState>> problems = reach.states().stream()
                .filter(state ->
                        APIS.contains(state.api()) && state.problem() != null && state.state() != PlaceState.State.OFF)
                .sorted(Comparator.comparing((PlaceState state) -> APIS.indexOf(state.api()))
                        .thenComparing(PlaceState::region))
                .collect(Collectors.groupingBy(PlaceState::account));
        var unread = new ArrayList<Unread>();
        names.forEach((account, name) -> unread(
                        account, name, read.contains(account), problems.getOrDefault(account, List.of()))
                .ifPresent(unread::add));
        unread.sort(Comparator.comparing(Unread::name).thenComparing(Unread::account));
        return new Answer(names.size(), unread);
    }

    private static Optional<Unread> unread(String account, String name, boolean read, List<PlaceState> problems) {
        if (!problems.isEmpty()) {
            PlaceState first = problems.getFirst();
            int regions =
                    (int) problems.stream().map(PlaceState::region).distinct().count();
            return Optional.of(new Unread(account, name, why(first, read), first.problem(), regions - 1));
        }
        return read ? Optional.empty() : Optional.of(new Unread(account, name, WhyUnread.NOT_YET, null, 0));
    }

    /** @param read whether anything was */
    private static WhyUnread why(PlaceState state, boolean read) {
        if (state.api().equals(PlaceState.ROLE)) {
            return WhyUnread.NO_ACCESS;
        }
        return read
                ? WhyUnread.IN_PART
                : state.state() == PlaceState.State.DENIED ? WhyUnread.REFUSED : WhyUnread.NOT_READ;
    }

    /** Those with resources or costs of the teams, and those that are wholly theirs. */
    private Set<String> own(Visible visible) {
        var own = new TreeSet<>(visible.accounts());
        own.addAll(jdbc.sql("""
            select account from resource where team_id = any(:own) and gone_at is null
            union
            select a.value from spend_by_month m join term a on a.id = m.account_id
             where m.team_id = any(:own)
               and m.charge_month = (select max(charge_month) from spend_by_month)
            """)
                .param("own", visible.teamNumbers())
                .query(String.class)
                .list());
        return own;
    }
}
