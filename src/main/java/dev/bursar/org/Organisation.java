package dev.bursar.org;

import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.spi.AccountSource;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Teams and accounts, for other modules: names are shown only after those modules have checked who may see them. */
@Service
@Transactional(readOnly = true)
public class Organisation {
    private final JdbcClient jdbc;
    private final Timelines timelines;
    private final Clock clock;

    Organisation(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.timelines = new Timelines(jdbc);
        this.clock = clock;
    }

    /** All teams, ended ones too, by name. */
    public List<Team> teams() {
        return jdbc.sql("select id, name from team order by lower(name), id")
                .query(RecordMapper.of(Team.class))
                .list();
    }

    /** Teams made from tag values that no person has decided on: they count for no policy, split or list of choices. */
    public Set<TeamId> unconfirmed() {
        return Set.copyOf(jdbc.sql("select id from team where not confirmed")
                .query((row, number) -> new TeamId(row.getInt("id")))
                .list());
    }

    /** Confirmed teams that have no end. */
    public Set<TeamId> lasting() {
        return Set.copyOf(jdbc.sql("select id from team where confirmed and valid_to is null")
                .query((row, number) -> new TeamId(row.getInt("id")))
                .list());
    }

    /** The days of all teams, ended ones too. */
    public Map<TeamId, TeamDays> days() {
        Map<TeamId, TeamDays> days = new HashMap<>();
        jdbc.sql("select id, valid_from as from, valid_to as to from team").query(row -> {
            days.put(
                    new TeamId(row.getInt("id")),
                    RecordMapper.of(TeamDays.class).mapRow(row, 0));
        });
        return days;
    }

    /**
     * When a team is there.
     *
     * @param to the day after its last, null while it has no end
     */
    public record TeamDays(LocalDate from, @Nullable LocalDate to) {}

    /** Departments and cost centres of all teams, by date. */
    public TeamAttributes attributes() {
        Map<DepartmentId, String> names = new HashMap<>();
        jdbc.sql("select id, name from department")
                .query((row, number) -> names.put(new DepartmentId(row.getInt("id")), row.getString("name")))
                .list();
        return new TeamAttributes(
                byKey(timelines.departments(), TeamId::new),
                byKey(timelines.costCentres(), TeamId::new),
                byKey(timelines.parents(), DepartmentId::new),
                names);
    }

    private static <K, T> Map<K, T> byKey(Map<Integer, T> byNumber, Function<Integer, K> key) {
        return byNumber.entrySet().stream()
                .collect(Collectors.toMap(entry -> key.apply(entry.getKey()), Map.Entry::getValue));
    }

    /** All accounts by name. */
    public List<Account> accounts() {
        return jdbc.sql("select id, name, payer, state, seen_at from account order by lower(name), id")
                .query(RecordMapper.of(Account.class))
                .list();
    }

    /** Accounts by name whose name or id has what was typed; at most 500. */
    public List<Account> accounts(SearchText text) {
        return jdbc.sql("""
                        select id, name, payer, state, seen_at from account
                         where lower(name) like :start or id like :id
                            or (not :short and lower(name) || ' ' || id like all(:parts))
                         order by id = :whole desc, lower(name) like :start desc, lower(name), id limit 500
                        """)
                .param("start", text.startPattern())
                .param("id", SearchText.of(text.asId()).startPattern())
                .param("whole", text.asId())
                .param("parts", text.partPatterns())
                .param("short", text.isShort())
                .query(RecordMapper.of(Account.class))
                .list();
    }

    /** Whether AWS ever listed any. */
    public boolean knowsAccounts() {
        return jdbc.sql("select exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    /** Those by name that the organisation listed last; all where it never listed any. */
    public List<Account> listedAccounts() {
        return jdbc.sql("select id, name, payer, state, seen_at from account where listed order by lower(name), id")
                .query(RecordMapper.of(Account.class))
                .list();
    }

    /** What a team is called that a tag's value speaks for: as the value, unless what no team owns is called so. */
    public static String teamName(String tagValue) {
        return InputChecks.isReserved(tagValue) ? tagValue + " (team)" : tagValue;
    }

    /** The current team that a tag's value speaks for by its name, made when there is none. */
    @Writes(Guard.CONSTRAINT)
    public TeamId teamNamed(String tagValue) {
        return teamNamed(tagValue, true);
    }

    /** The same for a value that nobody has seen before: a team that is made for it is new until a person decides on it. */
    @Writes(Guard.CONSTRAINT)
    public TeamId teamOfUnseen(String tagValue) {
        return teamNamed(tagValue, false);
    }

    private TeamId teamNamed(String tagValue, boolean confirmed) {
        String name = teamName(tagValue);
        return jdbc.sql("select id from team where name = :name and valid_to is null")
                .param("name", name)
                .query(Integer.class)
                .optional()
                .or(() -> jdbc.sql("insert into team (name, confirmed) values (:name, :confirmed) returning id")
                        .param("name", name)
                        .param("confirmed", confirmed)
                        .query(Integer.class)
                        .optional())
                .map(TeamId::new)
                .orElseThrow();
    }

    /** Stores what the source lists; accounts it no longer lists are kept, because they keep their costs. */
    @Writes(Guard.CONDITION)
    public void observed(Collection<AccountSource.Found> accounts) {
        for (AccountSource.Found account : accounts) {
            jdbc.sql("""
                insert into account as a (id, name, payer, state, observed_at, seen_at)
                values (:id, :name, :payer, :state, :now, :now)
                on conflict (id) do update
                   set name = excluded.name, payer = excluded.payer, state = excluded.state,
                       observed_at = excluded.observed_at
                 where (a.name, a.payer, a.state) is distinct from
                       (excluded.name, excluded.payer, excluded.state)
                   and a.observed_at <= excluded.observed_at
                """).params(Params.of(account).and("now", clock.instant())).update();
        }
    }

    /** Stores what the organisation lists, all of it: others are no longer its accounts. */
    @Writes(Guard.ANY_ORDER)
    public void listed(Collection<AccountSource.Found> accounts) {
        observed(accounts);
        jdbc.sql("update account set listed = (id = any(:ids)) where listed <> (id = any(:ids))")
                .params(Params.of(
                        "ids", accounts.stream().map(AccountSource.Found::id).toList()))
                .update();
    }
}
