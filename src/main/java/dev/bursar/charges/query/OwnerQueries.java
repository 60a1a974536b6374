package dev.bursar.charges.query;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells from when until when teams have charges of the same use, whoever may see them: no amounts. */
@Component
public class OwnerQueries {
    private final JdbcClient jdbc;

    OwnerQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The days from a team's first charge to its last, by numbers of teams and terms.
     *
     * @param service 0 where a resource tells it; so are the usage type and the tag value
     * @param resource 0 for charges without one
     */
    public record OwnerDays(
            int team,
            int account,
            int service,
            int usageType,
            int tagValue,
            int resource,
            LocalDate first,
            LocalDate last) {}

    /** Of resources. */
    public List<OwnerDays> ofResources(
            Collection<Integer> resources, Collection<Integer> recordTypes, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select c.team_id team, c.account_id account, 0 service, 0 usage_type, 0 tag_value, c.resource_id resource,
                               min(c.charge_day) as first, max(c.charge_day) as last
                          from charge c
                         where c.charge_day >= :from and c.charge_day < :to and c.resource_id in (select unnest(:resources))
                           and c.record_type_id = any(:recordTypes)
                         group by 1, 2, 6
                        """)
                .param("from", from)
                .param("to", to)
                .param("resources", resources.toArray(Integer[]::new))
                .param("recordTypes", recordTypes.toArray(Integer[]::new))
                .query(RecordMapper.of(OwnerDays.class))
                .list();
    }

    /**
     * Of charges without a resource, by account, service, usage type and tag value.
     *
     * @param explored accounts of which charges count that Cost Explorer told
     * @param whole those of which all count
     */
    public List<OwnerDays> ofUnnamed(
            Collection<Integer> teams,
            Collection<Integer> explored,
            Collection<Integer> whole,
            Collection<Integer> recordTypes,
            LocalDate from,
            LocalDate to) {
        return jdbc.sql("""
                        select c.team_id team, c.account_id account, c.service_id service, coalesce(c.usage_type_id, 0) usage_type,
                               c.tag_value_id tag_value, 0 resource, min(c.charge_day) as first, max(c.charge_day) as last
                          from charge c
                         where c.charge_day >= :from and c.charge_day < :to and c.resource_id is null and c.team_id = any(:teams)
                           and (c.export_id = 0 and c.account_id = any(:explored) or c.account_id = any(:whole))
                           and c.record_type_id = any(:recordTypes)
                         group by 1, 2, 3, 4, 5
                        """)
                .param("from", from)
                .param("to", to)
                .param("teams", teams.toArray(Integer[]::new))
                .param("explored", explored.toArray(Integer[]::new))
                .param("whole", whole.toArray(Integer[]::new))
                .param("recordTypes", recordTypes.toArray(Integer[]::new))
                .query(RecordMapper.of(OwnerDays.class))
                .list();
    }

    /** The months in which a team has charges of an account; their first days. */
    public record OwnerMonths(int team, int account, LocalDate first, LocalDate last) {}

    /** Of accounts, in the months of some days. */
    public List<OwnerMonths> ofAccounts(Collection<Integer> accounts, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select team_id team, account_id account, min(charge_month) as first, max(charge_month) as last
                          from spend_by_month
                         where charge_month >= :from and charge_month < :to and account_id = any(:accounts)
                         group by 1, 2
                        """)
                .param("from", from.withDayOfMonth(1))
                .param("to", to)
                .param("accounts", accounts.toArray(Integer[]::new))
                .query(RecordMapper.of(OwnerMonths.class))
                .list();
    }
}
