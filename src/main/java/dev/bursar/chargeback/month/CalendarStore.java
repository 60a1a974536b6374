package dev.bursar.chargeback.month;

import dev.bursar.chargeback.month.ClosingCalendar.Rule;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores the closing calendar; who may is up to its callers. */
@Component
public class CalendarStore {
    private final JdbcClient jdbc;

    CalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public ClosingCalendar calendar() {
        return jdbc.sql("""
                        select version, documents_days, issued_days, answered_days, closed_days, documents_by, issued_by, answered_by,
                               closed_by, disputes_block
                          from closing_calendar
                        """).query((row, number) -> calendar(row)).optional().orElse(ClosingCalendar.USUAL);
    }

    private static ClosingCalendar calendar(ResultSet row) throws SQLException {
        Map<ClosingStep, Rule> rules = new EnumMap<>(ClosingStep.class);
        for (ClosingStep step : ClosingStep.values()) {
            Integer owner = row.getObject(step.column() + "_by", Integer.class);
            rules.put(step, new Rule(row.getInt(step.column() + "_days"), owner == null ? null : new PersonId(owner)));
        }
        return new ClosingCalendar(rules, row.getBoolean("disputes_block"), row.getInt("version"));
    }

    /** Stores it under the next version; the first of two with the same version goes through. */
    @Transactional(propagation = Propagation.MANDATORY)
    void save(ClosingCalendar calendar) {
        var insert =
                jdbc.sql("""
                        insert into closing_calendar as c (version, documents_days, issued_days, answered_days, closed_days, documents_by,
                               issued_by, answered_by, closed_by, disputes_block)
                        values (:version + 1, :documents_days, :issued_days, :answered_days, :closed_days, :documents_by, :issued_by,
                                :answered_by, :closed_by, :disputesBlock)
                        on conflict (single) do update set version = excluded.version, documents_days = excluded.documents_days,
                               issued_days = excluded.issued_days, answered_days = excluded.answered_days,
                               closed_days = excluded.closed_days, documents_by = excluded.documents_by,
                               issued_by = excluded.issued_by, answered_by = excluded.answered_by, closed_by = excluded.closed_by,
                               disputes_block = excluded.disputes_block
                         where c.version = :version
                        """).param("version", calendar.version()).param("disputesBlock", calendar.disputesBlock());
        for (ClosingStep step : ClosingStep.values()) {
            Rule rule = calendar.rule(step);
            PersonId owner = rule.owner();
            insert = insert.param(step.column() + "_days", rule.days())
                    .param(step.column() + "_by", owner == null ? null : owner.value(), java.sql.Types.INTEGER);
        }
        if (insert.update() == 0) {
            throw new StaleEdit("The closing calendar");
        }
    }

    public boolean isMailed(LocalDate today) {
        return jdbc.sql("select exists (select from closing_calendar where mailed_on >= :today)")
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    /** Whether the day wasn't decided before: of two nodes one is told so. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean mailed(LocalDate today) {
        ClosingCalendar usual = ClosingCalendar.USUAL;
        return jdbc.sql("""
                        insert into closing_calendar as c (documents_days, issued_days, answered_days, closed_days, mailed_on)
                        values (:documents, :issued, :answered, :closed, :today)
                        on conflict (single) do update set mailed_on = excluded.mailed_on
                         where c.mailed_on is null or c.mailed_on < excluded.mailed_on
                        """)
                        .param("documents", usual.rule(ClosingStep.DOCUMENTS).days())
                        .param("issued", usual.rule(ClosingStep.ISSUED).days())
                        .param("answered", usual.rule(ClosingStep.ANSWERED).days())
                        .param("closed", usual.rule(ClosingStep.CLOSED).days())
                        .param("today", today)
                        .update()
                > 0;
    }
}
