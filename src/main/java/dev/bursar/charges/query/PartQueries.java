package dev.bursar.charges.query;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.cache.ChargeVersions;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.DimensionColumn;
import dev.bursar.charges.sums.PartSum;
import dev.bursar.charges.sums.PartSum.Part;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums charges of some days by all that tells one use of AWS from another, and by day those of single resources. A part of a node's charge
 * has its own number in place of the node's resource: nodes come and go, and what runs on them goes on.
 */
@Component
public class PartQueries {
    private static final String PART = """
            c.team_id, c.account_id, c.service_id, c.record_type_id, coalesce(c.charge_class_id, 0) charge_class_id, c.tag_value_id,
            coalesce(c.region_id, 0) region_id, coalesce(c.usage_type_id, 0) usage_type_id,
            coalesce(c.part_id, c.resource_id, 0) resource_id, c.currency, coalesce(c.usage_unit, '') unit, c.export_id > 0 exported""";

    private static final String ENOUGH_MEMORY = """
            select set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')), 67108864) / 1024 || 'kB', true)
            """;
    private static final int MOST_NAMED = 20_000;

    private final CostQueries queries;
    private final ColumnarCache cache;
    private final JdbcClient jdbc;

    PartQueries(CostQueries queries, ColumnarCache cache, JdbcClient jdbc) {
        this.queries = queries;
        this.cache = cache;
        this.jdbc = jdbc;
    }

    /** Hands over the sums of the stretch's days that the visibility shows; those of one part may come in several. */
    public void each(Stretch stretch, Visibility visibility, Consumer<PartSum> consumer) {
        var days = new DayRange(stretch.question().from(), stretch.question().to());
        Set<LocalDate> months = cache.current(days.from(), days.to());
        Optional<List<PartSum>> copied = months.isEmpty()
                ? Optional.empty()
                : cache.parts(
                        stretch.question().cost(),
                        days,
                        months,
                        stretch.conditions(),
                        visibility,
                        CostQueries.wholeMonths(days.from(), days.to(), visibility));
        copied.ifPresent(sums -> sums.forEach(consumer));
        for (DayRange rest : copied.isPresent() ? CostQueries.without(days, months) : List.of(days)) {
            stored(stretch, rest, visibility, consumer);
        }
    }

    private void stored(Stretch stretch, DayRange days, Visibility visibility, Consumer<PartSum> consumer) {
        // until the transaction ends: hundreds of thousands of charges are then summed without being sorted first, in
        // half the time
        jdbc.sql(ENOUGH_MEMORY).query(String.class).single();
        queries.ask(
                        "select " + PART + ", sum(c."
                                + stretch.question().cost().column() + ") cost,"
                                + " case when count(c.usage_quantity) = count(*) then sum(c.usage_quantity) end quantity from charge c ",
                        " group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12",
                        days.from(),
                        days.to(),
                        stretch.conditions(),
                        visibility)
                .withFetchSize(5_000)
                .query(row -> {
                    consumer.accept(new PartSum(
                            new Part(
                                    row.getInt("team_id"),
                                    row.getInt("account_id"),
                                    row.getInt("service_id"),
                                    row.getInt("record_type_id"),
                                    row.getInt("charge_class_id"),
                                    row.getInt("tag_value_id"),
                                    row.getInt("region_id"),
                                    row.getInt("usage_type_id"),
                                    row.getInt("resource_id"),
                                    row.getString("currency"),
                                    row.getString("unit"),
                                    row.getBoolean("exported")),
                            row.getBigDecimal("cost"),
                            row.getBigDecimal("quantity")));
                });
    }

    /** A day of a resource's usage, whoever's costs it is; {@link DimensionColumn#NOT_STATED} stands for what the source doesn't say. */
    public record ResourceDay(
            int account,
            int resource,
            int usageType,
            String unit,
            LocalDate day,
            BigDecimal cost,
            @Nullable BigDecimal quantity) {}

    /** The usage of resources by day, usage type and unit, in one currency; of charges that the visibility shows. */
    public List<ResourceDay> days(
            Collection<Integer> resources, String currency, LocalDate from, LocalDate to, Visibility visibility) {
        return jdbc.sql("""
                        select c.account_id account, c.resource_id resource, coalesce(c.usage_type_id, 0) usage_type,
                               coalesce(c.usage_unit, '') unit, c.charge_day as day, sum(c.effective_cost) cost, sum(c.usage_quantity) quantity
                          from charge c
                         where c.charge_day >= :from and c.charge_day < :to and c.resource_id in (select unnest(:resources))
                           and c.currency = :currency
                        """ + (visibility.everything() ? "" : CostQueries.VISIBLE) + " group by 1, 2, 3, 4, 5")
                .params(visibility.everything() ? Map.of() : CostQueries.spans(visibility))
                .param("from", from)
                .param("to", to)
                .param("resources", resources.toArray(Integer[]::new))
                .param("currency", currency)
                .query(RecordMapper.of(ResourceDay.class))
                .list();
    }

    /** A resource that had charges, by numbers of teams and terms. */
    public record Named(int team, int account, int service, int resource, String currency) {}

    /** The resources of some accounts and services that had charges on some days; of charges that the visibility shows. */
    public List<Named> named(
            DayRange days, Collection<Integer> accounts, Collection<Integer> services, Visibility visibility) {
        return jdbc.sql("""
                        select distinct c.team_id team, c.account_id account, c.service_id service, c.resource_id resource, c.currency
                          from charge c
                         where c.charge_day >= :from and c.charge_day < :to and c.resource_id is not null
                           and c.account_id = any(:accounts) and c.service_id = any(:services)
                        """ + (visibility.everything() ? "" : CostQueries.VISIBLE) + " limit " + MOST_NAMED)
                .params(visibility.everything() ? Map.of() : CostQueries.spans(visibility))
                .param("from", days.from())
                .param("to", days.to())
                .param("accounts", accounts.toArray(Integer[]::new))
                .param("services", services.toArray(Integer[]::new))
                .query(RecordMapper.of(Named.class))
                .list();
    }

    /**
     * What a commitment covered of a use.
     *
     * @param before quantity of the days of comparison
     * @param first of the days on which it covered any
     */
    public record Covered(
            int team,
            int account,
            int service,
            int usageType,
            int resource,
            String currency,
            int commitment,
            BigDecimal before,
            BigDecimal now,
            LocalDate first,
            LocalDate last) {}

    /** What commitments covered from a day on of some teams, accounts and usage types, by numbers; of charges that the visibility shows. */
    public List<Covered> covered(
            LocalDate from,
            DayRange before,
            DayRange now,
            Collection<Integer> teams,
            Collection<Integer> accounts,
            Collection<Integer> usageTypes,
            Visibility visibility) {
        return jdbc.sql("""
                        select c.team_id team, c.account_id account, c.service_id service, c.usage_type_id usage_type,
                               coalesce(c.part_id, c.resource_id, 0) resource, c.currency, c.commitment_id commitment,
                               coalesce(sum(c.usage_quantity) filter (where c.charge_day >= :before and c.charge_day < :beforeTo), 0) before,
                               coalesce(sum(c.usage_quantity) filter (where c.charge_day >= :now and c.charge_day < :to), 0) now,
                               min(c.charge_day) as first, max(c.charge_day) as last
                          from charge c
                         where c.charge_day >= :from and c.charge_day < :to and c.commitment_id is not null and c.usage_quantity <> 0
                           and c.team_id = any(:teams) and c.account_id = any(:accounts) and c.usage_type_id = any(:usageTypes)
                        """ + (visibility.everything() ? "" : CostQueries.VISIBLE) + " group by 1, 2, 3, 4, 5, 6, 7")
                .params(visibility.everything() ? Map.of() : CostQueries.spans(visibility))
                .param("from", from)
                .param("before", before.from())
                .param("beforeTo", before.to())
                .param("now", now.from())
                .param("to", now.to())
                .param("teams", teams.toArray(Integer[]::new))
                .param("accounts", accounts.toArray(Integer[]::new))
                .param("usageTypes", usageTypes.toArray(Integer[]::new))
                .query(RecordMapper.of(Covered.class))
                .list();
    }

    /** What a team's use of a service cost in an account on a day, as far as no charge file says it. */
    public record ServiceDay(
            int team, int account, int service, int recordType, String currency, LocalDate day, BigDecimal cost) {}

    /** The costs by day of what Cost Explorer alone knows of some accounts, by their numbers; of charges that the visibility shows. */
    public List<ServiceDay> serviceDays(Stretch stretch, Collection<Integer> accounts, Visibility visibility) {
        return queries.ask(
                        "select c.team_id team, c.account_id account, c.service_id service, c.record_type_id record_type, c.currency,"
                                + " c.charge_day as day, sum(c."
                                + stretch.question().cost().column() + ") cost from charge c ",
                        " and c.export_id = 0 and c.resource_id is null and c.account_id = any(:accounts) group by 1, 2, 3, 4, 5, 6",
                        stretch.question().from(),
                        stretch.question().to(),
                        stretch.conditions(),
                        visibility)
                .param("accounts", accounts.toArray(Integer[]::new))
                .query(RecordMapper.of(ServiceDay.class))
                .list();
    }

    /**
     * The first day of each account, by its number, whose costs may not all be there: its latest with charges, or later where other
     * accounts' costs from the same source have arrived for longer. Without accounts that have none from a day on.
     */
    public Map<Integer, LocalDate> arriving(LocalDate from) {
        var days = new HashMap<Integer, LocalDate>();
        jdbc.sql("""
                        with own as (
                          select account_id, source, max(charge_day) as day from charge_slice
                           where charge_day >= :from and charges > 0 group by 1, 2),
                        latest as (select source, max(day) as day from own group by 1)
                        select own.account_id, max(greatest(own.day, latest.day - (%s))) as day
                          from own join latest using (source) group by 1
                        """.formatted(CostQueries.ARRIVING_DAYS)).param("from", from).query(row -> {
            days.put(row.getInt("account_id"), row.getObject("day", LocalDate.class));
        });
        return days;
    }

    /** Tells whether what was worked out of these days still holds: it differs as soon as one of their charges does. */
    public Map<LocalDate, UUID> versions(LocalDate from, LocalDate to) {
        return new ChargeVersions(jdbc).of(from.withDayOfMonth(1), to);
    }
}
