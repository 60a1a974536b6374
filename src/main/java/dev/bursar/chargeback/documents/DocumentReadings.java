package dev.bursar.chargeback.documents;

import dev.bursar.kernel.Moments;
import dev.bursar.sync.SourceProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps when AWS's documents were read last, which months were, and why the last run could not read them. */
@Component
class DocumentReadings {
    private final JdbcClient jdbc;

    DocumentReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the last runs went.
     *
     * @param readAt when documents were read last; null before
     * @param refusedAt when the last run was refused; null where it read them
     */
    record Reading(
            @Nullable Instant readAt,
            @Nullable Instant refusedAt,
            @Nullable String problem,
            @Nullable String whatToDo) {}

    @Transactional(readOnly = true)
    Reading last() {
        return jdbc.sql("select read_at, refused_at, problem, what_to_do from aws_document_reading")
                .query((row, number) -> new Reading(
                        Moments.orNull(row, "read_at"),
                        Moments.orNull(row, "refused_at"),
                        row.getString("problem"),
                        row.getString("what_to_do")))
                .optional()
                .orElse(new Reading(null, null, null, null));
    }

    /** Billing months that have been read. */
    @Transactional(readOnly = true)
    Set<YearMonth> months() {
        return jdbc.sql("select billing_month from aws_document_month").query(LocalDate.class).list().stream()
                .map(YearMonth::from)
                .collect(Collectors.toSet());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void read(Collection<YearMonth> months, Instant at) {
        jdbc.sql("""
            insert into aws_document_month (billing_month, read_at)
            select month, :at from unnest(:months::date[]) month
            on conflict (billing_month) do update set read_at = excluded.read_at
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param(
                        "months",
                        months.stream().map(month -> month.atDay(1).toString()).toArray(String[]::new))
                .update();
        jdbc.sql("""
            insert into aws_document_reading (read_at) values (:at)
            on conflict (single) do update
               set read_at = excluded.read_at, refused_at = null, problem = null, what_to_do = null
            """).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    /** Says why they could not be read; those of an earlier run are kept. */
    @Transactional(propagation = Propagation.MANDATORY)
    void refused(SourceProblem problem, Instant at) {
        jdbc.sql("""
            insert into aws_document_reading (refused_at, problem, what_to_do) values (:at, :problem, :whatToDo)
            on conflict (single) do update
               set refused_at = excluded.refused_at, problem = excluded.problem,
                   what_to_do = excluded.what_to_do
            """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("problem", problem.said().what())
                .param("whatToDo", problem.said().whatToDo())
                .update();
    }
}
