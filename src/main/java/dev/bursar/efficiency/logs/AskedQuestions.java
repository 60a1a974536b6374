package dev.bursar.efficiency.logs;

import dev.bursar.efficiency.proposal.WorkloadSubjects;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Scope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps which questions were asked and what they cost, so that all nodes share the day's limit. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AskedQuestions {
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
        journal.record(question.action(), WorkloadSubjects.subject(question.workload()), null, fields);
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

    /** What AWS looked at is null where it was not sent at all, and where it is of the other kind. */
    void settle(long id, BigDecimal usd, @Nullable Long bytesScanned, @Nullable Long traces) {
        jdbc.sql("update ml_log_question set cost_usd = :cost, bytes_scanned = :bytes, traces = :traces where id = :id")
                .param("cost", usd)
                .param("bytes", bytesScanned)
                .param("traces", traces)
                .param("id", id)
                .update();
    }
}
