package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.prices.TypedPrice.Draft;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores typed prices. A change ends one and adds another, so that what findings rested on stays. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TypedPriceStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    TypedPriceStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those that hold. */
    List<TypedPrice> all() {
        return jdbc.sql("""
                        select t.id, t.region, t.component, t.instance_type, t.usd_per_hour, t.vcpus, t.memory_gib, t.gpus, t.gpu_memory_gib,
                               t.gpu, t.architecture, t.typed_by, t.typed_at,
                               exists (select from ml_price p
                                        where p.version_id = (select max(v.id) from ml_price_version v where v.region = t.region)
                                          and p.component = t.component and p.instance_type = t.instance_type
                                          and p.usd_per_hour is not null and p.vcpus > 0 and p.memory_gib > 0) as in_list
                          from ml_price_typed t where t.ended_at is null order by t.id
                        """)
                .query((row, number) -> new TypedPrice(
                        row.getInt("id"),
                        new Draft(
                                new Place(
                                        row.getString("region"),
                                        row.getString("component"),
                                        row.getString("instance_type")),
                                row.getBigDecimal("usd_per_hour"),
                                row.getDouble("vcpus"),
                                row.getDouble("memory_gib"),
                                row.getInt("gpus"),
                                row.getInt("gpus") == 0 ? 0 : row.getDouble("gpu_memory_gib") / row.getInt("gpus"),
                                row.getString("gpu"),
                                row.getString("architecture")),
                        row.getString("typed_by"),
                        row.getObject("typed_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("in_list")))
                .list();
    }

    /** Returns its number; empty where one of the same place holds. */
    Optional<Integer> add(Draft draft, String by) {
        return jdbc.sql("""
                        insert into ml_price_typed (region, component, instance_type, usd_per_hour, vcpus, memory_gib, gpus, gpu_memory_gib,
                               gpu, architecture, typed_by, typed_at)
                        values (:region, :component, :type, :usd, :vcpus, :memory, :gpus, :gpuMemory, :gpu, :architecture, :by, :now)
                        on conflict (region, component, instance_type) where ended_at is null do nothing
                        returning id
                        """)
                .param("region", draft.place().region())
                .param("component", draft.place().component())
                .param("type", draft.place().type())
                .param("usd", draft.usdPerHour())
                .param("vcpus", draft.vcpus())
                .param("memory", draft.memoryGib())
                .param("gpus", draft.gpus())
                .param("gpuMemory", draft.gpus() * draft.gpuMemoryGibEach())
                .param("gpu", draft.gpu())
                .param("architecture", draft.architecture())
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional();
    }

    /** Whether it held until now. */
    boolean end(int id) {
        return jdbc.sql("update ml_price_typed set ended_at = :now where id = :id and ended_at is null")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }
}
