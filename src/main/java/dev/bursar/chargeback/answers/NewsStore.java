package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.answers.AnswerPage.News;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores who is told what of a statement. */
@Component
public class NewsStore {
    private static final String NEWS = """
        select id, statement_id as statement, kind as news, person_id as person, person_name as name, dispute_id as dispute, told_at as at,
               sent_at as sent
          from chargeback_news
        """;

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
                .params(Params.of("statement", statement)
                        .and("kind", news)
                        .and("person", person)
                        .and("name", name)
                        .and("dispute", dispute)
                        .and("at", at))
                .query(Long.class)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void sent(long id, Instant at) {
        jdbc.sql("update chargeback_news set sent_at = :at where id = :id")
                .params(Params.of("id", id).and("at", at))
                .update();
    }

    List<Item> of(long statement) {
        return jdbc.sql(NEWS + " where statement_id = :statement order by id")
                .param("statement", statement)
                .query(RecordMapper.of(Item.class))
                .list();
    }

    public Optional<Item> find(long id) {
        return jdbc.sql(NEWS + " where id = :id")
                .param("id", id)
                .query(RecordMapper.of(Item.class))
                .optional();
    }
}
