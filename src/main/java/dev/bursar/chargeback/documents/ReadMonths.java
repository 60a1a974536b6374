package dev.bursar.chargeback.documents;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps of which months AWS's documents have been read. */
@Component
class ReadMonths {
    private final JdbcClient jdbc;

    ReadMonths(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
    }
}
