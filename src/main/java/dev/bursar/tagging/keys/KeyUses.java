package dev.bursar.tagging.keys;

import dev.bursar.charges.Dimension;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds in the inventory what carries which tag keys, and at what cost; of all resources, whoever asks. */
@Component
@Transactional(readOnly = true)
class KeyUses {
    private final JdbcClient jdbc;

    KeyUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Callers' keys that imported charges carry, in order. */
    List<String> ofCallers() {
        return jdbc
                .sql("select distinct tag_key from cost_export_tag where tag_key like 'iamPrincipal/%' order by 1")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(Dimension.Tag::isOfCaller)
                .toList();
    }

    /** By key; those that no resource carries are left out. */
    Map<String, KeyUse> all() {
        Map<String, Map<String, BigDecimal>> costs = new HashMap<>();
        jdbc.sql("""
                        select k.key, c.currency, sum(c.effective_cost) as cost
                          from resource r
                          join resource_cost c on c.resource_id = r.id and c.span = 'days'
                         cross join lateral json_object_keys(cast(r.tags as json)) as k (key)
                         where r.gone_at is null
                         group by 1, 2
                        """).query(row -> {
            costs.computeIfAbsent(row.getString("key"), key -> new HashMap<>())
                    .put(row.getString("currency"), row.getBigDecimal("cost"));
        });
        Map<String, KeyUse> uses = new HashMap<>();
        jdbc.sql("""
                        select k.key, cast(count(*) as int) as resources, cast(count(*) filter (where r.cost_known) as int) as known
                          from resource r
                         cross join lateral json_object_keys(cast(r.tags as json)) as k (key)
                         where r.gone_at is null
                         group by 1
                        """).query(row -> {
            String key = row.getString("key");
            uses.put(key, new KeyUse(row.getInt("resources"), row.getInt("known"), costs.getOrDefault(key, Map.of())));
        });
        return uses;
    }
}
