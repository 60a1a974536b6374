package dev.bursar.costexplorer;

import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.TagSums;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores breakdowns and what was read of them. A month is known by day or as a whole, never both. */
@Component
public class BreakdownCosts {
    private final JdbcClient jdbc;

    BreakdownCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sum of one period, tag value and value of the dimension. */
    public record Cell(LocalDate period, String tagValue, String value, String currency, BigDecimal amount) {}

    public List<Breakdown> all() {
        return jdbc.sql("""
            select b.id, b.tag_key, b.dimension, coalesce(sum(r.pages), 0) as pages, max(r.read_at) as read_at
              from cost_breakdown b left join breakdown_read r on r.breakdown_id = b.id
             group by b.id order by b.tag_key, b.dimension
            """)
                .query(RecordMapper.of(Breakdown.class)
                        .with("dimension", (row, column) -> Dimension.ofStored(row.getString(column))))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public int add(String tagKey, Dimension dimension) {
        try {
            return jdbc.sql("insert into cost_breakdown (tag_key, dimension) values (:key, :dimension) returning id")
                    .param("key", tagKey)
                    .param("dimension", dimension.stored())
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated("cost_breakdown_tag_key_dimension_key", e) ? new BreakdownExists() : e;
        }
    }

    /** Forgets a breakdown with all that was read of it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean remove(int id) {
        return jdbc.sql("delete from cost_breakdown where id = :id")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whether the probes saw a change of these periods after the breakdown was read, or it never was read from here on. */
    public boolean isStale(Breakdown breakdown, Granularity granularity, String payer, LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select coalesce((select max(observed_at) from cost_probe
                              where payer = :payer and granularity = :granularity
                                and period >= :from and period < :to), '-infinity')
                   > coalesce((select read_at from breakdown_read
                                where breakdown_id = :id and granularity = :granularity), '-infinity')
                or not exists (select from breakdown_read
                                where breakdown_id = :id and granularity = :granularity)
            """)
                .param("id", breakdown.id())
                .param("granularity", granularity.name())
                .param("payer", payer)
                .param("from", from)
                .param("to", to)
                .query(Boolean.class)
                .single();
    }

    /** Replaces everything from the first day up to the last (excluded), however it was known, by this answer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(
            Breakdown breakdown,
            Granularity granularity,
            LocalDate from,
            LocalDate to,
            CostResponse answer,
            Instant readAt) {
        jdbc.sql("delete from breakdown_cost where breakdown_id = :id and period >= :from and period < :to")
                .params(Params.of("id", breakdown.id()).and("from", from).and("to", to))
                .update();
        var batch = Batch.of(answer.groups())
                .add("period", LocalDate.class, CostResponse.Group::period)
                .text("tag_value", group -> group.keys().getFirst())
                .text("value", group -> group.keys().getLast())
                .text("currency", group -> group.amounts().currency())
                .decimal("cost", group -> group.amounts().netAmortized());
        batch.statement(jdbc, """
            insert into breakdown_cost (breakdown_id, granularity, period, tag_value, value, currency, effective_cost)
            select b.id, :granularity, period, tag_value, value, currency, cost from cost_breakdown b, %s
             where b.id = :id
            """.formatted(batch.rows()))
                .param("id", breakdown.id())
                .param("granularity", granularity.name())
                .update();
        jdbc.sql("""
            insert into breakdown_read (breakdown_id, granularity, first_day, read_at, pages)
            select id, :granularity, :from, :at, :pages from cost_breakdown where id = :id
            on conflict (breakdown_id, granularity)
            do update set first_day = excluded.first_day, read_at = excluded.read_at, pages = excluded.pages
            """)
                .param("id", breakdown.id())
                .param("granularity", granularity.name())
                .param("from", from)
                .param("at", readAt.atOffset(ZoneOffset.UTC))
                .param("pages", answer.pages())
                .update();
    }

    /** The sums of a month, in order. */
    public List<Cell> month(int breakdown, LocalDate month) {
        return jdbc.sql("""
            select period, tag_value, value, currency, effective_cost as amount from breakdown_cost
             where breakdown_id = :id and period >= :month and period < :next
             order by period, tag_value, value, currency
            """)
                .params(Params.of("id", breakdown).and("month", month).and("next", month.plusMonths(1)))
                .query(RecordMapper.of(Cell.class))
                .list();
    }

    /** The sums of periods that begin in the range, in order. */
    public List<TagSums.Sum> sums(int breakdown, LocalDate from, LocalDate to) {
        return jdbc.sql("""
            select period, granularity = 'DAILY' as daily, tag_value, value, currency, effective_cost from breakdown_cost
             where breakdown_id = :id and period >= :from and period < :to
             order by period, tag_value, value, currency
            """)
                .params(Params.of("id", breakdown).and("from", from).and("to", to))
                .query(RecordMapper.of(TagSums.Sum.class))
                .list();
    }

    /** Whether the month is known by day. */
    public boolean isDaily(int breakdown, LocalDate month) {
        return jdbc.sql("""
            select exists (select from breakdown_cost where breakdown_id = :id and granularity = 'DAILY'
                              and period >= :month and period < :next)
            """)
                .params(Params.of("id", breakdown).and("month", month).and("next", month.plusMonths(1)))
                .query(Boolean.class)
                .single();
    }

    /** How many groups a month has by day, and as a whole, when the team's tag stands for another. */
    public List<Long> groups(Dimension dimension, LocalDate from, LocalDate to) {
        String column = switch (dimension) {
            case Dimension.Plain.SERVICE -> "service_id";
            case Dimension.Plain.ACCOUNT -> "account_id";
            case Dimension.Plain.RECORD_TYPE -> "record_type_id";
            default -> throw new IllegalArgumentException("No breakdown is read by " + dimension);
        };
        return jdbc.sql("select count(distinct (charge_day, tag_value_id, " + column + ")) by_day,"
                        + " count(distinct (tag_value_id, " + column + ")) whole"
                        + " from charge where charge_day >= :from and charge_day < :to")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> List.of(row.getLong("by_day"), row.getLong("whole")))
                .single();
    }
}
