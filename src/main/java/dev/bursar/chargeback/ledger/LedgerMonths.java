package dev.bursar.chargeback.ledger;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which months the ledger has, and which of them are closed; who may change it is up to its callers. */
@Component
public class LedgerMonths {
    private final JdbcClient jdbc;

    LedgerMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A month that was issued.
     *
     * @param closed when, by whom; empty while it is open
     */
    public record LedgerMonth(YearMonth month, Optional<Closed> closed) {}

    /** @param figures what it added up to, as JSON */
    public record Closed(Instant at, String by, String figures) {}

    /** The first month of the ledger; empty until finance has chosen one. */
    public Optional<YearMonth> start() {
        return jdbc.sql("select first_month from ledger_start")
                .query((row, number) -> YearMonth.from(row.getObject("first_month", LocalDate.class)))
                .optional();
    }

    /** Chooses it; the database refuses once a month was issued. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(YearMonth first, Actor by, Instant at) {
        jdbc.sql("""
                insert into ledger_start (first_month, chosen_at, chosen_by_name) values (:first, :at, :by)
                on conflict (single) do update set first_month = excluded.first_month, chosen_at = excluded.chosen_at,
                       chosen_by_name = excluded.chosen_by_name
                """)
                .params(Params.of("first", first).and("by", by.name()).and("at", at))
                .update();
    }

    /** All that were issued, the oldest first. */
    public List<LedgerMonth> all() {
        return jdbc.sql("""
                select billing_month as month, closed_at, closed_by_name as closed_by, figures as closed_figures
                  from ledger_month order by billing_month
                """).query(RecordMapper.of(LedgerMonth.class)).list();
    }

    /** The last month that is closed for good. */
    public Optional<YearMonth> lastClosed() {
        return all().stream()
                .filter(month -> month.closed().isPresent())
                .map(LedgerMonth::month)
                .reduce((one, later) -> later);
    }

    public Optional<LedgerMonth> find(YearMonth month) {
        return all().stream().filter(one -> one.month().equals(month)).findFirst();
    }

    /** The earliest month that isn't closed; empty until the ledger's first month is chosen. */
    public Optional<YearMonth> next() {
        return start().map(first -> next(first, all()));
    }

    /** The same of what was read. @param months the oldest first */
    public static YearMonth next(YearMonth first, List<LedgerMonth> months) {
        return months.stream()
                .filter(month -> month.closed().isPresent())
                .map(month -> month.month().plusMonths(1))
                .reduce(first, (one, other) -> other);
    }

    /** Locks a month until the transaction's end, and brings it into the ledger if it isn't there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LedgerMonth lock(YearMonth month) {
        jdbc.sql("""
                insert into ledger_month (billing_month)
                select :month where not exists (select from ledger_month where billing_month = :month)
                on conflict do nothing
                """).param("month", month.atDay(1)).update();
        jdbc.sql("select billing_month from ledger_month where billing_month = :month for update")
                .param("month", month.atDay(1))
                .query(LocalDate.class)
                .single();
        return find(month).orElseThrow();
    }

    /** Closes a locked month; the database refuses where an earlier one is open or its AWS account isn't 0.00. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(YearMonth month, String figures, Actor by, Instant at) {
        jdbc.sql("""
                update ledger_month set closed_at = :at, closed_by = :by_id, closed_by_name = :by_name, figures = :figures
                 where billing_month = :month
                """)
                .params(Params.of("month", month)
                        .and("figures", figures)
                        .and("by", by)
                        .and("at", at))
                .update();
    }
}
