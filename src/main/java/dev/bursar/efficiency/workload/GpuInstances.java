package dev.bursar.efficiency.workload;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds EC2 instances with accelerators in charges: the families that begin with g, p, inf, trn or dl. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class GpuInstances {
    private static final String USAGE = "(Box|Spot|Ded|Host|Unused)Usage:(g|p|inf|trn|dl)[0-9]";

    private final JdbcClient jdbc;

    GpuInstances(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param instance its id */
    record GpuInstance(String account, String region, String instance, String type) {
        String arn() {
            String partition =
                    region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
            return "arn:" + partition + ":ec2:" + region + ":" + account + ":instance/" + instance;
        }
    }

    /** Those with charges since that day, each once, with the type of its latest charge. */
    List<GpuInstance> since(LocalDate day) {
        return jdbc.sql("""
                        select distinct on (a.value, g.value, r.value) a.value as account, g.value as region, r.value as resource,
                               u.value as usage_type
                          from (select charge_day, account_id, region_id, resource_id, usage_type_id from charge
                                 where charge_day >= :day and resource_id is not null
                                   and usage_type_id in (select id from term where kind = 6 and value ~ :usage)) c
                          join term a on a.id = c.account_id
                          join term g on g.id = c.region_id
                          join term r on r.id = c.resource_id
                          join term u on u.id = c.usage_type_id
                         where r.value ~ '(^|/)i-[0-9a-f]+$'
                         order by a.value, g.value, r.value, c.charge_day desc, u.value
                        """)
                .param("day", day)
                .param("usage", USAGE)
                .query((row, number) -> {
                    String resource = row.getString("resource");
                    String usage = row.getString("usage_type");
                    return new GpuInstance(
                            row.getString("account"),
                            row.getString("region"),
                            resource.substring(resource.lastIndexOf('/') + 1),
                            usage.substring(usage.indexOf(':') + 1));
                })
                .list();
    }
}
