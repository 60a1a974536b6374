package dev.bursar.tagging.values;

import dev.bursar.kernel.rows.Params;
import dev.bursar.tagging.values.ValueGroups.Pair;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores which values of a tag are not the same. */
@Component
class DistinctValues {
    private final JdbcClient jdbc;

    DistinctValues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Pair> all(String key) {
        return jdbc.sql("""
                        select value, other from tag_value_distinct where tag_key = :key
                         order by value collate "C", other collate "C"
                        """)
                .param("key", key)
                .query((row, number) -> Pair.of(row.getString("value"), row.getString("other")))
                .list();
    }

    /** Whether it was not there yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean add(String key, String one, String other) {
        return jdbc.sql("""
                        insert into tag_value_distinct (tag_key, value, other)
                        select :key, least(one collate "C", other), greatest(one collate "C", other)
                          from (values (:one, :other)) pair (one, other)
                         where one <> other and one <> '' and other <> ''
                        on conflict (tag_key, md5(value), md5(other)) do nothing
                        """)
                        .params(Params.of("key", key).and("one", one).and("other", other))
                        .update()
                > 0;
    }

    /** Whether it was there. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean remove(String key, String one, String other) {
        return jdbc.sql("""
                        delete from tag_value_distinct where tag_key = :key
                           and (value = :one and other = :other or value = :other and other = :one)
                        """)
                        .params(Params.of("key", key).and("one", one).and("other", other))
                        .update()
                > 0;
    }
}
