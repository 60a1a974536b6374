package dev.bursar.setup.reach;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Conditions;
import dev.bursar.setup.reach.RegionRow.State;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads the Regions of accounts: each Region that any account has listed, in each account. */
@Component
class RegionQueries {
    private static final RecordMapper<RegionRow> REGION = RecordMapper.of(RegionRow.class);

    private static final String HELD = """
        with held as (
          select u.account, u.account_name, r.region, p.read_at, p.answering, p.asked,
                 case when l.account is null then 'unknown'
                      when e.region is null or (p.asked = 0 and p.off > 0) then 'off'
                      when r.region <> all(:chosen) then 'left-out'
                      when p.asked = 0 then 'not-read'
                      when p.answering = 0 then 'refused'
                      when p.answering < p.asked then 'in-part'
                      else 'read' end as state
            from unnest(cast(:ids as text[]), cast(:names as text[])) as u (account, account_name)
           cross join (select distinct region from account_region) r
            left join (select distinct account from account_region) l on l.account = u.account
            left join account_region e on e.account = u.account and e.region = r.region
           cross join lateral (
                 select max(answered_at) as read_at,
                        cast(count(*) filter (where state = 'answers') as int) as answering,
                        cast(count(*) filter (where state <> 'off') as int) as asked,
                        count(*) filter (where state = 'off') as off
                   from place_state where account = u.account and region = r.region) p
        )
        """;

    private final JdbcClient jdbc;

    RegionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which accounts and Regions it is about.
     *
     * @param names of accounts in use by their ids
     * @param chosen Regions to read; null for all that are enabled
     */
    record Known(Map<String, String> names, @Nullable List<String> chosen) {}

    private StatementSpec statement(RegionQuestion question, boolean inState, Known known, String select, String end) {
        var conditions = new Conditions();
        conditions.put("ids", known.names().keySet().toArray(String[]::new));
        conditions.put("names", known.names().values().toArray(String[]::new));
        conditions.anyOf("h.account", "accounts", question.accounts());
        conditions.anyOf("h.region", "regions", question.regions());
        if (inState) {
            question.state().ifPresent(state -> conditions.add("h.state = :state", "state", AddressReader.word(state)));
        }
        String held = HELD;
        if (known.chosen() == null) {
            held = held.replace("r.region <> all(:chosen)", "false");
        } else {
            conditions.put("chosen", known.chosen().toArray(String[]::new));
        }
        return conditions.statement(jdbc, held + select + " from held h" + conditions.where() + end);
    }

    private StatementSpec rows(RegionQuestion question, Known known, String end) {
        String by = switch (question.order()) {
            case STATE -> "array_position(cast(:states as text[]), h.state)";
            case ACCOUNT -> "lower(h.account_name)";
            case REGION -> "h.region";
            case READ -> "h.read_at";
        };
        String order =
                by + (question.descending() ? " desc" : "") + " nulls last, lower(h.account_name), h.account, h.region";
        StatementSpec rows =
                statement(question, true, known, "select " + REGION.columns("h"), " order by " + order + end);
        return question.order() == RegionQuestion.Order.STATE
                ? rows.param(
                        "states",
                        Arrays.stream(State.values()).map(AddressReader::word).toArray(String[]::new))
                : rows;
    }

    List<RegionRow> rows(RegionQuestion question, Known known, int offset, int limit) {
        return rows(question, known, " offset :offset limit :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query(REGION)
                .list();
    }

    void each(RegionQuestion question, Known known, Consumer<RegionRow> consumer) {
        rows(question, known, "").query(row -> {
            consumer.accept(REGION.mapRow(row, 0));
        });
    }

    /** How many there are in each state, whatever state is asked for. */
    Map<State, Long> states(RegionQuestion question, Known known) {
        Map<State, Long> states = new EnumMap<>(State.class);
        statement(question, false, known, "select h.state, count(*) as n", " group by 1")
                .query(row -> {
                    states.put(State.of(row.getString("state")), row.getLong("n"));
                });
        return states;
    }

    List<String> regions() {
        return List.copyOf(jdbc.sql("select distinct region from account_region order by 1")
                .query(String.class)
                .list());
    }
}
