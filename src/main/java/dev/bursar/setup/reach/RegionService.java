package dev.bursar.setup.reach;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Choices;
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
            .counted(STATE, "h.state")
            .filter(ACCOUNT, "h.account = any(:account)")
            .among(REGION, "h.region")
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
        return REGIONS.source(service::found, service::each);
    }

    private final ListQueries lists;
    private final Reach reach;
    private final StoredReach stored;

    RegionService(ListQueries lists, Reach reach, StoredReach stored) {
        this.lists = lists;
        this.reach = reach;
        this.stored = stored;
    }

    /**
     * What a question finds in all.
     *
     * @param choices with all accounts, and how many Regions there are in each state
     */
    public record Page(Found found, Choices choices) {}

    public Page page(ListState state) {
        Choices choices = lists.choices(REGIONS, state, held()).and(ACCOUNT, reach.inUse());
        return new Page(found(choices.count(STATE, state.get(STATE))), choices);
    }

    public Found found(ListState state) {
        return found(lists.count(REGIONS, state, held()));
    }

    private Found found(long rows) {
        return Found.of(rows, "Checked", Optional.ofNullable(reach.summary().checkedAt()));
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
