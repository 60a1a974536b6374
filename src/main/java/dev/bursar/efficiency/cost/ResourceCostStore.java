package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.spi.ResourceCostSource.ResourceCost;
import dev.bursar.kernel.Moments;
import dev.bursar.sync.SourceProblem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what resources cost by Cost Explorer, and whether it is asked. A day is replaced as a whole. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ResourceCostStore {
    /** AWS completes a day's charges within this time after the day has ended. */
    private static final Duration SETTLES = Duration.ofHours(24);

    /** Longer than any resource or usage type of AWS; what is longer can't be a key of the table. */
    private static final int LONGEST = 1_000;

    private final JdbcClient jdbc;

    ResourceCostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether Cost Explorer is asked, and what came of it last.
     *
     * @param setBy null where nobody has turned it on yet
     * @param problem "" where there was none
     * @param triedAt null before it was asked for the first time
     */
    record State(
            boolean enabled,
            @Nullable String setBy,
            String problem,
            String whatToDo,
            @Nullable Instant triedAt) {
        static final State OFF = new State(false, null, "", "", null);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    State state() {
        return jdbc.sql("select enabled, set_by, problem, what_to_do, tried_at from ml_resource_cost_state")
                .query((row, number) -> new State(
                        row.getBoolean("enabled"),
                        row.getString("set_by"),
                        row.getString("problem"),
                        row.getString("what_to_do"),
                        Moments.orNull(row, "tried_at")))
                .optional()
                .orElse(State.OFF);
    }

    /** Turns it on or off; false where it is so already. */
    boolean turn(boolean on, String by, Instant at) {
        return jdbc.sql("""
            insert into ml_resource_cost_state as s (enabled, set_by, set_at) select :on, :by, :at
             where :on or exists (select from ml_resource_cost_state)
            on conflict (single) do update
               set enabled = excluded.enabled, set_by = excluded.set_by, set_at = excluded.set_at, problem = '', what_to_do = ''
             where s.enabled <> excluded.enabled
            """)
                        .param("on", on)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @param problem null where it was answered */
    void tried(@Nullable SourceProblem problem, Instant at) {
        jdbc.sql("update ml_resource_cost_state set problem = :problem, what_to_do = :whatToDo, tried_at = :at")
                .param("problem", problem == null ? "" : problem.said().what())
                .param("whatToDo", problem == null ? "" : problem.said().whatToDo())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
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
