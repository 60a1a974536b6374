package dev.bursar.costexplorer;

import dev.bursar.costexplorer.KeyRequests.Stored;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.TeamKey;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says before an order of team keys is chosen what it asks of Cost Explorer; asks nothing itself. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class KeyPlans {
    private final JdbcClient jdbc;
    private final TeamKey teamKey;
    private final Clock clock;

    KeyPlans(JdbcClient jdbc, TeamKey teamKey, Clock clock) {
        this.jdbc = jdbc;
        this.teamKey = teamKey;
        this.clock = clock;
    }

    /** Empty where no costs are stored that were read from Cost Explorer. */
    public Optional<KeyRequests> of(TeamKeys proposed) {
        ReadRange range = ReadRange.at(clock.instant());
        List<Stored> stored = stored(range);
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(KeyRequests.of(teamKey.keys(), proposed, range, stored));
    }

    private List<Stored> stored(ReadRange range) {
        return jdbc.sql("""
                        select s.value as service, count(distinct c.account_id) as accounts,
                               count(distinct c.record_type_id) as record_types,
                               count(*) filter (where t.value = '' and c.charge_day < :open) as earlier,
                               count(*) filter (where t.value = '' and c.charge_day >= :open) as open
                          from cost_explorer_charge c
                          join term s on s.id = c.service_id
                          join term t on t.id = c.tag_value_id
                         where c.charge_day >= :from and c.charge_day < :to
                         group by 1 order by 1
                        """)
                .params(Params.of("from", range.history())
                        .and("open", range.open())
                        .and("to", range.end()))
                .query(RecordMapper.of(Stored.class))
                .list();
    }
}
