package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.spi.ResourceCostSource;
import dev.bursar.efficiency.spi.ResourceCostSource.ResourceCost;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.daily.DailyReading;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and stores what resources cost by Cost Explorer. A day is replaced as a whole. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ResourceCostStore {
    /** AWS completes a day's charges within this time after the day has ended. */
    private static final Duration SETTLES = Duration.ofHours(24);

    /** Longer than any resource or usage type of AWS; what is longer can't be a key of the table. */
    private static final int LONGEST = 1_000;

    /** How many of the latest days are read again. */
    static final int AGAIN = 4;

    private final JdbcClient jdbc;

    ResourceCostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Reads what resources cost, where an admin has turned it on and no export names resources: what was never read of the last 14 days,
     * and the latest days again, because AWS still changes them.
     */
    @Bean
    static DailyReading resourceCostReading(
            ResourceCostSource source,
            ResourceCostStore store,
            WorkloadCosts costs,
            AwsPrerequisite prerequisite,
            JobRequests jobs,
            DailyReadings readings,
            Clock clock) {
        return DailyReading.named(
                        EfficiencyJobs.RESOURCE_COSTS, "Read costs by resource from Cost Explorer", readings, clock)
                .after(EfficiencyJobs.WORKLOADS)
                .waitsFor(prerequisite::missing)
                .paid(
                        ResourceCostSource.USD_A_PAGE,
                        store::estimate,
                        ResourceCostAction.SWITCH,
                        today -> costs.exportNamesResources(today)
                                ? Optional.of("Charges of an export name resources, so Cost Explorer was not asked")
                                : Optional.empty())
                .reads(
                        "Reading costs by resource",
                        (today, meter) -> {
                            LocalDate from = store.next(today);
                            return new Read(
                                    from, today, source.read(from, today, meter).costs());
                        },
                        (read, at) -> {
                            store.replace(read.from(), read.to(), read.costs(), at);
                            jobs.add(EfficiencyJobs.JUDGE);
                            return read.costs().size();
                        });
    }

    private record Read(LocalDate from, LocalDate to, List<ResourceCost> costs) {}

    @Transactional(propagation = Propagation.SUPPORTS)
    Estimate estimate() {
        ResourceCostPrice price = ResourceCostPrice.of(expectedResources());
        return new Estimate(
                price.firstPages(),
                price.firstUsd(),
                "Cost Explorer bills $0.01 a page. The first run reads 14 days, each later one the latest " + AGAIN
                        + ".");
    }

    /** The first of the last 14 days that was never read, or that AWS may still change. */
    @Transactional(propagation = Propagation.SUPPORTS)
    LocalDate next(LocalDate today) {
        Set<LocalDate> read = days().keySet();
        LocalDate again = today.minusDays(AGAIN);
        return today.minusDays(ResourceCostSource.DAYS)
                .datesUntil(again)
                .filter(day -> !read.contains(day))
                .findFirst()
                .orElse(again);
    }

    /** When each day was read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    TreeMap<LocalDate, Instant> days() {
        var days = new TreeMap<LocalDate, Instant>();
        jdbc.sql("select day, read_at from ml_resource_cost_day").query(row -> {
            days.put(
                    row.getObject("day", LocalDate.class),
                    row.getObject("read_at", OffsetDateTime.class).toInstant());
        });
        return days;
    }

    /** The days that are complete: read a day after they ended, or later, without a gap. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<ChargedDays> charged() {
        TreeMap<LocalDate, Instant> days = days();
        days.entrySet()
                .removeIf(one -> one.getValue()
                        .isBefore(one.getKey()
                                .plusDays(1)
                                .atStartOfDay()
                                .toInstant(ZoneOffset.UTC)
                                .plus(SETTLES)));
        if (days.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = days.lastKey();
        while (days.containsKey(first.minusDays(1))) {
            first = first.minusDays(1);
        }
        return Optional.of(new ChargedDays(Origin.COST_EXPLORER, first, days.lastKey()));
    }

    /** Changes whenever days were read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    String fingerprint() {
        return jdbc.sql("select coalesce(max(read_at)::text, '') || count(*) from ml_resource_cost_day")
                .query(String.class)
                .single();
    }

    /** Replaces the days from the first to the last (excluded); a day without costs was read as well. */
    void replace(LocalDate from, LocalDate to, List<ResourceCost> costs, Instant at) {
        List<ResourceCost> kept = costs.stream()
                .filter(one ->
                        one.resource().length() <= LONGEST && one.usageType().length() <= LONGEST)
                .toList();
        jdbc.sql("delete from ml_resource_cost_day where day >= :from and day < :to")
                .param("from", from)
                .param("to", to)
                .update();
        jdbc.sql("""
            insert into ml_resource_cost_day (day, read_at)
            select cast(d as date), :at from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') d
            """)
                .param("from", from)
                .param("to", to)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
            insert into ml_resource_cost (day, resource, usage_type, currency, effective_cost, usage, usage_unit)
            select cast(day as date), resource, usage_type, currency, cost, usage, unit
              from unnest(:days, :resources, :usageTypes, :currencies, cast(:costs as numeric[]), cast(:usages as numeric[]), :units)
                   as read (day, resource, usage_type, currency, cost, usage, unit)
            """)
                .param("days", texts(kept, one -> one.day().toString()))
                .param("resources", texts(kept, ResourceCost::resource))
                .param("usageTypes", texts(kept, ResourceCost::usageType))
                .param("currencies", texts(kept, ResourceCost::currency))
                .param("costs", kept.stream().map(ResourceCost::effectiveCost).toArray(BigDecimal[]::new))
                .param("usages", kept.stream().map(ResourceCost::usage).toArray(BigDecimal[]::new))
                .param("units", texts(kept, ResourceCost::unit))
                .update();
    }

    private static @Nullable String[] texts(List<ResourceCost> costs, Function<ResourceCost, @Nullable String> text) {
        return costs.stream().map(text).toArray(String[]::new);
    }

    /** Every resource that was read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<String> resources() {
        return jdbc.sql("select distinct resource from ml_resource_cost order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    List<String> usageTypes() {
        return jdbc.sql("select distinct usage_type from ml_resource_cost order by 1")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** How many resources have costs a day, roughly: workloads and EC2 instances that are known. */
    @Transactional(propagation = Propagation.SUPPORTS)
    long expectedResources() {
        return jdbc.sql("""
            select (select count(*) from ml_workload where gone_at is null)
                 + (select count(*) from resource where type = 'ec2:instance' and gone_at is null)
            """).query(Long.class).single();
    }
}
