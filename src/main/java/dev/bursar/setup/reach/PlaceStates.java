package dev.bursar.setup.reach;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.reach.PlaceState.State;
import dev.bursar.sync.Problem;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.StoredProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps how each place answered last, and the Regions of accounts; older answers never replace newer ones. */
@Component
class PlaceStates {
    private static final RecordMapper<PlaceState> STATE =
            RecordMapper.of(PlaceState.class).with("problem", (row, column) -> StoredProblem.of(row));

    private final JdbcClient jdbc;
    private final Clock clock;

    PlaceStates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** By account, Region and API. */
    List<PlaceState> all() {
        return jdbc.sql("""
            select account, region, api, state, problem, what_to_do, problem_at, checked_at, answered_at
              from place_state order by account, region, api
            """).query(STATE).list();
    }

    /** The Regions of accounts that listed them, each sorted. */
    Map<String, List<String>> regions() {
        Map<String, List<String>> regions = new TreeMap<>();
        jdbc.sql("select account, region from account_region order by account, region")
                .query(row -> {
                    regions.computeIfAbsent(row.getString("account"), any -> new ArrayList<>())
                            .add(row.getString("region"));
                });
        return regions;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void listed(String account, Collection<String> regions) {
        jdbc.sql("delete from account_region where account = :account")
                .param("account", account)
                .update();
        jdbc.sql("insert into account_region (account, region, listed_at) select :account, unnest(:regions), :now")
                .param("account", account)
                .param(
                        "regions",
                        regions.stream()
                                .filter(ReachChoice::isRegion)
                                .distinct()
                                .toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            delete from place_state where account = :account and region <> ''
               and region not in (select region from account_region where account = :account)
            """).param("account", account).update();
        answered(account, "", PlaceState.REGIONS);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void answered(String account, String region, String api) {
        store(account, region, api, State.ANSWERS, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void problem(String account, String region, String api, SourceProblem problem) {
        store(account, region, api, State.of(problem.kind()), problem.problem());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void store(String account, String region, String api, State state, @Nullable Problem problem) {
        Instant now = clock.instant();
        StoredProblem.in(jdbc.sql("""
            insert into place_state as p
                   (account, region, api, state, problem, what_to_do, problem_at, checked_at, answered_at)
            values (:account, :region, :api, :state, :problem, :whatToDo, cast(:problemAt as jsonb), :now,
                    cast(:answered as timestamptz))
            on conflict (account, region, api) do update
               set state = excluded.state, problem = excluded.problem, what_to_do = excluded.what_to_do,
                   problem_at = excluded.problem_at, checked_at = excluded.checked_at,
                   answered_at = coalesce(excluded.answered_at, p.answered_at)
             where p.checked_at <= excluded.checked_at
            """), problem)
                .param("account", account)
                .param("region", region)
                .param("api", api)
                .param("state", state.stored())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("answered", state == State.ANSWERS || state == State.INCOMPLETE ? now.toString() : null)
                .update();
    }

    /** What was read of an account before is no longer so: nothing in it is asked any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAllBut(String account, String api) {
        jdbc.sql("delete from place_state where account = :account and api <> :api")
                .param("account", account)
                .param("api", api)
                .update();
    }

    /** Drops what is known of accounts other than these. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepOnly(Collection<String> accounts) {
        String[] kept = accounts.toArray(String[]::new);
        jdbc.sql("delete from place_state where account <> all(:kept)")
                .param("kept", kept)
                .update();
        jdbc.sql("delete from account_region where account <> all(:kept)")
                .param("kept", kept)
                .update();
    }
}
