package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.spi.PriceSource.ListedPrice;
import dev.bursar.efficiency.spi.PriceSource.PlanRate;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores prices by version: a Region gets a new one only where a price differs. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PriceStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    PriceStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those in which there are workloads, by name. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<String> regions() {
        return List.copyOf(jdbc.sql("select distinct region from ml_workload where gone_at is null order by 1")
                .query(String.class)
                .list());
    }

    private record Key(String component, String type) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byComponent = component.compareTo(other.component);
            return byComponent != 0 ? byComponent : type.compareTo(other.type);
        }
    }

    /** Returns how many prices the new version has; 0 where none differs. */
    int replace(String region, Collection<ListedPrice> prices, Collection<PlanRate> rates) {
        Map<Key, ListedPrice> sorted = new TreeMap<>();
        prices.forEach(one -> sorted.merge(
                new Key(one.component(), one.instanceType()),
                one,
                (first, again) -> first.usdPerHour() == null ? again : first));
        if (sorted.isEmpty()) {
            return 0;
        }
        Map<Key, BigDecimal> plans = plans(rates);
        byte[] hash = Sha256.of(sorted.entrySet().stream()
                .map(one -> one.getValue() + "/" + plans.get(one.getKey()))
                .collect(Collectors.joining("\n")));
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        int same = jdbc.sql("""
                        update ml_price_version set checked_at = :now
                         where id = (select max(id) from ml_price_version where region = :region) and content_hash = :hash
                        """)
                .param("now", now)
                .param("region", region)
                .param("hash", hash)
                .update();
        if (same > 0) {
            return 0;
        }
        int version = jdbc.sql("""
                        insert into ml_price_version (region, content_hash, read_at, checked_at)
                        values (:region, :hash, :now, :now) returning id
                        """)
                .param("region", region)
                .param("hash", hash)
                .param("now", now)
                .query(Integer.class)
                .single();
        List<Map.Entry<Key, ListedPrice>> rows = List.copyOf(sorted.entrySet());
        jdbc.sql("""
                        insert into ml_price (version_id, component, instance_type, usd_per_hour, plan_usd, vcpus, memory_gib, gpus,
                               gpu_memory_gib, gpu, architecture)
                        select :version, c, t, u, p, v, m, g, gm, gn, a
                          from unnest(:components, :types, cast(:usd as numeric[]), cast(:plans as numeric[]),
                                      cast(:vcpus as double precision[]), cast(:memory as double precision[]), cast(:gpus as int[]),
                                      cast(:gpuMemory as double precision[]), :names, :architectures)
                               as f (c, t, u, p, v, m, g, gm, gn, a)
                        """)
                .param("version", version)
                .param(
                        "components",
                        rows.stream().map(one -> one.getKey().component()).toArray(String[]::new))
                .param("types", rows.stream().map(one -> one.getKey().type()).toArray(String[]::new))
                .param(
                        "usd",
                        rows.stream()
                                .map(one -> positive(one.getValue().usdPerHour()))
                                .toArray(BigDecimal[]::new))
                .param(
                        "plans",
                        rows.stream()
                                .map(one -> positive(plans.get(one.getKey())))
                                .toArray(BigDecimal[]::new))
                .param("vcpus", rows.stream().map(one -> one.getValue().vcpus()).toArray(Double[]::new))
                .param(
                        "memory",
                        rows.stream().map(one -> one.getValue().memoryGib()).toArray(Double[]::new))
                .param("gpus", rows.stream().map(one -> one.getValue().gpus()).toArray(Integer[]::new))
                .param(
                        "gpuMemory",
                        rows.stream().map(one -> one.getValue().gpuMemoryGib()).toArray(Double[]::new))
                .param("names", rows.stream().map(one -> one.getValue().gpu()).toArray(String[]::new))
                .param(
                        "architectures",
                        rows.stream().map(one -> one.getValue().architecture()).toArray(String[]::new))
                .update();
        return rows.size();
    }

    private static @Nullable BigDecimal positive(@Nullable BigDecimal amount) {
        return amount == null || amount.signum() <= 0 ? null : amount;
    }

    /** Rates by component and type, of usage types such as {@code USE1-Host:ml.m5.xlarge}. */
    private static Map<Key, BigDecimal> plans(Collection<PlanRate> rates) {
        Map<Key, BigDecimal> plans = new HashMap<>();
        for (PlanRate rate : rates) {
            UsageType.of(rate.usageType())
                    .ifPresent(usage -> plans.putIfAbsent(
                            new Key(Components.named(usage.component()), usage.instanceType()), rate.usdPerHour()));
        }
        return plans;
    }
}
