package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The newest prices and specifications of a Region: AWS's, and what an admin typed where AWS's list lacks one. */
@Component
@Transactional(readOnly = true)
public class Prices {
    private final JdbcClient jdbc;

    Prices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A version of a Region's prices, and when AWS had it last. */
    public record Version(int id, String region, Instant readAt, Instant checkedAt) {}

    /**
     * Prices of one Region.
     *
     * @param version of AWS's prices; null where they were never read
     * @param typed instance types with a typed price, as {@code Hosting/ml.m5.large}
     */
    public record Table(
            String region,
            @Nullable Version version,
            Map<String, Spec> specs,
            Map<String, List<Offer>> offers,
            Set<String> typed) {
        public Table {
            specs = Map.copyOf(specs);
            offers = Map.copyOf(offers);
            typed = Set.copyOf(typed);
        }

        /** What an instance type has; empty where nobody says. */
        public Optional<Spec> spec(@Nullable String type) {
            return type == null ? Optional.empty() : Optional.ofNullable(specs.get(type));
        }

        /** What is offered for a component, such as Hosting. */
        public List<Offer> offers(String component) {
            return offers.getOrDefault(component, List.of());
        }

        public Optional<Offer> offer(String component, @Nullable String type) {
            return offers(component).stream()
                    .filter(one -> one.type().equals(type))
                    .findFirst();
        }

        public boolean isTyped(String component, String type) {
            return typed.contains(component + "/" + type);
        }
    }

    public Table of(String region) {
        Optional<Version> version = version(region);
        Map<String, Spec> specs = new HashMap<>();
        Map<String, List<Offer>> offers = new HashMap<>();
        Set<String> typed = new HashSet<>();
        Set<String> priced = new HashSet<>();
        version.ifPresent(one -> jdbc.sql("""
                        select component, instance_type, usd_per_hour, plan_usd, vcpus, memory_gib, gpus, gpu_memory_gib, gpu,
                               architecture
                          from ml_price where version_id = :version order by component, instance_type
                        """).param("version", one.id()).query(row -> {
            add(region, row, specs, offers, priced);
        }));
        jdbc.sql("""
                        select component, instance_type, usd_per_hour, null::numeric as plan_usd, vcpus, memory_gib, gpus, gpu_memory_gib,
                               nullif(gpu, '') as gpu, architecture
                          from ml_price_typed where region = :region and ended_at is null order by component, instance_type
                        """).param("region", region).query(row -> {
            String key = row.getString("component") + "/" + row.getString("instance_type");
            if (!priced.contains(key)) {
                typed.add(key);
                add(region, row, specs, offers, priced);
            }
        });
        return new Table(region, version.orElse(null), specs, offers, typed);
    }

    private static void add(
            String region, ResultSet row, Map<String, Spec> specs, Map<String, List<Offer>> offers, Set<String> priced)
            throws SQLException {
        String component = row.getString("component");
        String type = row.getString("instance_type");
        @Nullable Spec spec = spec(type, row);
        if (spec == null) {
            return;
        }
        // the same type lists more of itself under one component than under another
        specs.merge(type, spec, (known, other) -> known.gpus() == 0 && other.gpus() > 0 ? other : known);
        if (row.getBigDecimal("usd_per_hour") != null) {
            priced.add(component + "/" + type);
            offers.computeIfAbsent(component, any -> new ArrayList<>())
                    .add(new Offer(
                            spec, component, region, row.getBigDecimal("usd_per_hour"), row.getBigDecimal("plan_usd")));
        }
    }

    /** Null where AWS leaves out what it takes to compare the type with others. */
    private static @Nullable Spec spec(String type, ResultSet row) throws SQLException {
        @Nullable Double vcpus = row.getObject("vcpus", Double.class);
        @Nullable Double memory = row.getObject("memory_gib", Double.class);
        @Nullable Integer gpus = row.getObject("gpus", Integer.class);
        @Nullable Double gpuMemory = row.getObject("gpu_memory_gib", Double.class);
        if (vcpus == null || memory == null || vcpus <= 0 || memory <= 0) {
            return null;
        }
        int accelerators = gpus == null ? 0 : gpus;
        return Spec.of(
                type,
                vcpus,
                memory,
                accelerators,
                accelerators == 0 || gpuMemory == null ? 0 : gpuMemory / accelerators,
                row.getString("gpu"),
                row.getString("architecture"));
    }

    /** The newest of a Region; empty where its prices were never read. */
    public Optional<Version> version(String region) {
        return jdbc.sql("""
                        select id, region, read_at, checked_at from ml_price_version where region = :region order by id desc limit 1
                        """)
                .param("region", region)
                .query(RecordMapper.of(Version.class))
                .optional();
    }

    /** One that a proposal named. */
    public Optional<Version> version(int id) {
        return jdbc.sql("select id, region, read_at, checked_at from ml_price_version where id = :id")
                .param("id", id)
                .query(RecordMapper.of(Version.class))
                .optional();
    }
}
