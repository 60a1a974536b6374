package dev.bursar.efficiency.questions;

import dev.bursar.efficiency.proposals.EfficiencyAction;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Scope;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which questions were asked and what they cost, so that all nodes share the day's limit. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AskedQuestions {
    private static final RowMapper<AskedQuestion> ANSWERED = (row, i) -> new AskedQuestion(
            row.getString("question"),
            row.getInt("hours"),
            row.getString("asked_by"),
            row.getObject("asked_at", OffsetDateTime.class).toInstant(),
            row.getBigDecimal("cost_usd"),
            row.getObject("bytes_scanned", Long.class),
            row.getObject("traces", Long.class),
            row.getObject("matched", Long.class),
            row.getObject("complete", Boolean.class));

    private final JdbcClient jdbc;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    AskedQuestions(JdbcClient jdbc, Journal journal, Scope scope, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** What the questions of this UTC day cost so far, those that are not answered yet at the most that they may cost; others wait. */
    BigDecimal spentToday() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('ml_log_question'))")
                .query()
                .singleRow();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return jdbc.sql("""
                        select coalesce(sum(cost_usd), 0) from ml_log_question where asked_at >= :from and asked_at < :to
                        """)
                .param("from", today.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", today.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(BigDecimal.class)
                .single();
    }

    /**
     * A question before it is asked.
     *
     * @param code as it is stored
     * @param title for people
     */
    record Asked(
            JournalAction action,
            long workload,
            String code,
            String title,
            int hours,
            BigDecimal usd,
            BigDecimal mostUsd) {}

    /**
     * Records that the person asks, before AWS is asked.
     *
     * @return the question's number
     */
    long add(Asked question) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("question", question.title());
        fields.put("hours", question.hours());
        fields.put("estimateUsd", question.usd());
        fields.put("mostUsd", question.mostUsd());
        journal.record(question.action(), EfficiencyAction.subject(question.workload()), null, fields);
        return jdbc.sql("""
                        insert into ml_log_question (workload_id, question, hours, asked_by, asked_at, cost_usd)
                        values (:workload, :question, :hours, :by, :now, :cost) returning id
                        """)
                .param("workload", question.workload())
                .param("question", question.code())
                .param("hours", question.hours())
                .param("by", scope.actor().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("cost", question.mostUsd())
                .query(Long.class)
                .single();
    }

    /**
     * What came of a question.
     *
     * @param bytesScanned of logs; null for traces
     * @param traces that AWS looked at; null for logs
     * @param matched lines or traces that were found
     * @param complete false where it was stopped before its end
     */
    record Outcome(
            BigDecimal usd,
            @Nullable Long bytesScanned,
            @Nullable Long traces,
            long matched,
            boolean complete) {}

    void settle(long id, Outcome outcome) {
        jdbc.sql("""
                        update ml_log_question set cost_usd = :cost, bytes_scanned = :bytes, traces = :traces, matched = :matched,
                               complete = :complete
                         where id = :id
                        """)
                .param("cost", outcome.usd())
                .param("bytes", outcome.bytesScanned())
                .param("traces", outcome.traces())
                .param("matched", outcome.matched())
                .param("complete", outcome.complete())
                .param("id", id)
                .update();
    }

    void free(long id) {
        jdbc.sql("update ml_log_question set cost_usd = 0 where id = :id")
                .param("id", id)
                .update();
    }

    /** The answered questions of a workload, the newest first, 20 at most. */
    List<AskedQuestion> answered(long workload) {
        return jdbc.sql("""
            select question, hours, asked_by, asked_at, cost_usd, bytes_scanned, traces, matched, complete
              from ml_log_question
             where workload_id = :workload and (bytes_scanned is not null or traces is not null)
             order by asked_at desc, id desc
             limit 20
            """).param("workload", workload).query(ANSWERED).list();
    }
}
