package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.kernel.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores who is told what of a statement. */
@Component
public class NewsStore {
    private static final String NEWS =
            "select id, statement_id, kind, person_id, person_name, dispute_id, told_at, sent_at from chargeback_news";

    private final JdbcClient jdbc;

    NewsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param sent empty while it hasn't left */
    public record Item(
            long id,
            long statement,
            News news,
            PersonId person,
            String name,
            Optional<Long> dispute,
            Instant at,
            Optional<Instant> sent) {}

    /** Its number; empty where the person was told already. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Long> add(long statement, News news, PersonId person, String name, Optional<Long> dispute, Instant at) {
        return jdbc.sql("""
                insert into chargeback_news (statement_id, kind, person_id, person_name, dispute_id, told_at)
                values (:statement, :kind, :person, :name, :dispute, :at)
                on conflict do nothing
                returning id
                """)
                .param("statement", statement)
                .param("kind", news.name())
                .param("person", person.value())
                .param("name", name)
                .param("dispute", dispute.orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(long id, Instant at) {
        jdbc.sql("update chargeback_news set sent_at = :at where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Item> of(long statement) {
        return jdbc.sql(NEWS + " where statement_id = :statement order by id")
                .param("statement", statement)
                .query((row, number) -> item(row))
                .list();
    }

    public Optional<Item> find(long id) {
        return jdbc.sql(NEWS + " where id = :id")
                .param("id", id)
                .query((row, number) -> item(row))
                .optional();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong("id"),
                row.getLong("statement_id"),
                News.valueOf(row.getString("kind")),
                new PersonId(row.getInt("person_id")),
                row.getString("person_name"),
                Optional.ofNullable(row.getObject("dispute_id", Long.class)),
                row.getObject("told_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
