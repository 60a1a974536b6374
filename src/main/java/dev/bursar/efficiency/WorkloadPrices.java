package dev.bursar.efficiency;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What workloads and instances cost, for modules that tell causes: whoever shows it has checked before who may see it. */
@Component
@Transactional(readOnly = true)
public class WorkloadPrices {
    private final JdbcClient jdbc;

    WorkloadPrices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * EffectiveCost of a day on which they cost anything, by ARN or id: what charges say of workloads, and Cost Explorer of resources
     * where its costs by resource are read; without those of which neither says anything.
     *
     * @param resources ARNs and ids, as charges name them
     */
    public Map<String, BigDecimal> aDay(Collection<String> resources, String currency) {
        Map<String, BigDecimal> costs = new HashMap<>();
        jdbc.sql("""
                        select r.resource, sum(r.effective_cost) / count(distinct r.day) as cost from ml_resource_cost r
                         where r.resource = any(:resources) and r.currency = :currency and r.effective_cost > 0 group by 1
                         union all
                        select w.arn, sum(c.effective_cost) / count(distinct c.day) from ml_workload w
                          join ml_cost c on c.workload_id = w.id and c.currency = :currency and c.effective_cost > 0
                         where w.arn = any(:resources) and w.kind <> 'job-family' group by 1
                        """)
                .param("resources", resources.toArray(String[]::new))
                .param("currency", currency)
                .query(row -> {
                    costs.put(row.getString(1), row.getBigDecimal("cost"));
                });
        return costs;
    }

    /** List prices of an hour in USD, by instance type and then Region, the highest of what is offered; without those that nobody says. */
    public Map<String, Map<String, BigDecimal>> usdAnHour(Collection<String> instanceTypes) {
        Map<String, Map<String, BigDecimal>> prices = new HashMap<>();
        jdbc.sql("""
                        select p.instance_type, p.region, max(p.usd_per_hour) as price
                          from (select l.instance_type, v.region, l.usd_per_hour from ml_price l
                                  join (select region, max(id) as id from ml_price_version group by 1) v on v.id = l.version_id
                                 union all
                                select instance_type, region, usd_per_hour from ml_price_typed where ended_at is null) p
                         where p.instance_type = any(:types) and p.usd_per_hour is not null group by 1, 2
                        """).param("types", instanceTypes.toArray(String[]::new)).query(row -> {
            prices.computeIfAbsent(row.getString("instance_type"), any -> new HashMap<>())
                    .put(row.getString("region"), row.getBigDecimal("price"));
        });
        return prices;
    }
}
