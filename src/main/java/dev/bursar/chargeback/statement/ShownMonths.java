package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupStep;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Months whose statements leads see before they are issued; who may is up to its callers. */
@Component
public class ShownMonths implements SetupProgress {
    private final JdbcClient jdbc;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    ShownMonths(JdbcClient jdbc, Scope scope, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public SetupStep step() {
        return SetupStep.STATEMENTS;
    }

    @Override
    public Extent extent() {
        return Extent.of(!months().isEmpty());
    }

    /** The newest first. */
    public List<YearMonth> months() {
        return jdbc.sql("select billing_month from chargeback_shown order by 1 desc")
                .query((row, number) -> YearMonth.from(row.getObject("billing_month", LocalDate.class)))
                .list();
    }

    /** Shows a month's statements; returns whether they were not shown before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean show(YearMonth month) {
        boolean changed = jdbc.sql("""
                insert into chargeback_shown (billing_month, shown_at, shown_by) values (:month, :now, :by)
                on conflict do nothing
                """)
                        .param("month", month.atDay(1))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("by", scope.actor().name())
                        .update()
                > 0;
        if (changed) {
            journal.record(
                    ChargebackAction.STATEMENTS_SHOWN,
                    MonthSubjects.subject(month),
                    null,
                    Map.of("month", month.toString()));
        }
        return changed;
    }

    /** Takes them back; returns whether they were shown before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hide(YearMonth month) {
        boolean changed = jdbc.sql("delete from chargeback_shown where billing_month = :month")
                        .param("month", month.atDay(1))
                        .update()
                > 0;
        if (changed) {
            journal.record(
                    ChargebackAction.STATEMENTS_HIDDEN,
                    MonthSubjects.subject(month),
                    Map.of("month", month.toString()),
                    null);
        }
        return changed;
    }
}
