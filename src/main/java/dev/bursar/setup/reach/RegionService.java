package dev.bursar.setup.reach;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListQueries;
import dev.bursar.list.ListQueries.Relation;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListSource.Found;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.list.Setting;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.RegionRow.State;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The Regions of accounts, each that any account has listed, in each account; for admins and auditors. What is known of them, AWS is asked
 * nothing.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
public class RegionService {
    public static final Dimension ACCOUNT = Dimension.of("account", "Account");
    public static final Dimension REGION = Dimension.of("region", "Region");
    public static final Setting<Optional<State>> STATE = Setting.optional("state", State.class, "state");

    public static final Listing<RegionRow> REGIONS = Listing.of(
                    RegionRow.class, "account-regions", "Regions of accounts", SetupLinks.REGIONS)
            .called("Region", "Regions")
            .setting(STATE, "h.state = :state")
            .filter(ACCOUNT, "h.account = any(:account)")
            .filter(REGION, "h.region = any(:region)")
            .sorted("state", false)
            .rows(RecordMapper.of(RegionRow.class), "lower(h.account_name), h.account, h.region")
            .text("account", "Account", RegionRow::account)
            .by("lower(h.account_name)")
            .text("account-name", "Account name", RegionRow::accountName)
            .text("region", "Region", RegionRow::region)
            .by("h.region")
            .word("enabled", "Enabled", RegionRow::enabled, row -> row.enabled().label())
            .word("state", "State", RegionRow::state, row -> row.state().label())
            .by(State.class, "h.state")
            .number("answering", "APIs that answer", RegionRow::answering)
            .number("asked", "APIs that were asked", RegionRow::asked)
            .moment("read", "Last read (UTC)", RegionRow::readAt)
            .by("h.read_at")
            .build();

    private static final String HELD = """
        with held as (
          select u.account, u.account_name, r.region, p.read_at, p.answering, p.asked,
                 case when l.account is null then 'unknown'
                      when e.region is null or (p.asked = 0 and p.off > 0) then 'off'
                      when r.region <> all(cast(:chosen as text[])) then 'left-out'
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

    @Bean
    static ListSource<RegionRow> regionList(RegionService service) {
        return new ListSource<>(REGIONS, service::found, service::each);
    }

    private final ListQueries lists;
    private final JdbcClient jdbc;
    private final Reach reach;
    private final StoredReach stored;

    RegionService(ListQueries lists, JdbcClient jdbc, Reach reach, StoredReach stored) {
        this.lists = lists;
        this.jdbc = jdbc;
        this.reach = reach;
        this.stored = stored;
    }

    /**
     * What a question finds in all.
     *
     * @param states how many Regions of the same accounts are in each, whatever state was asked for
     * @param accounts that there are to choose from, names by ids
     * @param regions that there are to choose from
     */
    public record Page(Found found, Map<State, Long> states, Map<String, String> accounts, List<String> regions) {}

    public Page page(ListState state) {
        return new Page(
                found(state),
                lists.counts(REGIONS, state, held(), STATE, State.class),
                reach.inUse(),
                List.copyOf(jdbc.sql("select distinct region from account_region order by 1")
                        .query(String.class)
                        .list()));
    }

    public Found found(ListState state) {
        return Found.of(
                lists.count(REGIONS, state, held()),
                "Checked",
                Optional.ofNullable(reach.summary().checkedAt()));
    }

    public List<RegionRow> rows(ListState state, int offset, int limit) {
        return lists.rows(REGIONS, state, held(), offset, limit);
    }

    public void each(ListState state, Consumer<RegionRow> each) {
        lists.each(REGIONS, state, held(), each);
    }

    private Relation held() {
        Map<String, String> names = reach.inUse();
        return new Relation(
                HELD,
                "held h",
                Params.of("ids", names.keySet())
                        .and("names", names.values())
                        .and("chosen", stored.settings().regions()));
    }
}
