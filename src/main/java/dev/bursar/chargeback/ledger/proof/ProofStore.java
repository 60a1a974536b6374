package dev.bursar.chargeback.ledger.proof;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bursar.journal.Verification;
import dev.bursar.tasks.Work;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Keeps what verifications in the background found. */
@Component
class ProofStore {
    private final JdbcClient jdbc;

    ProofStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void keep(Work work, LedgerVerification verification) {
        jdbc.sql("insert into ledger_proof (id, proved_at, asked_by, proof) values (:id, :at, :by, :proof)")
                .param("id", work.id())
                .param("at", verification.at().atOffset(ZoneOffset.UTC))
                .param("by", work.by().name())
                .param("proof", ProofJson.MAPPER.writeValueAsString(verification))
                .update();
    }

    /** A verification that ended, and who had asked for it. */
    record Kept(String by, LedgerVerification verification) {}

    Optional<Kept> last() {
        return jdbc.sql("""
                select p.asked_by, p.proof
                  from ledger_proof p join background_work w on w.id = p.id order by w.number desc limit 1
                """)
                .query((row, number) -> new Kept(
                        row.getString("asked_by"),
                        ProofJson.MAPPER.readValue(row.getString("proof"), LedgerVerification.class)))
                .optional();
    }

    /** The newest that was asked for. */
    Optional<Work> newest() {
        return jdbc.sql("select " + Work.COLUMNS
                        + " from background_work w where kind = :kind order by number desc limit 1")
                .param("kind", ProofTask.KIND)
                .query((row, number) -> Work.of(row))
                .optional();
    }

    /** How verifications are stored: records by their components' names, each flaw with its kind. */
    static final class ProofJson {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .addMixIn(LedgerFlaw.class, Named.class)
                .addMixIn(Verification.class, Named.class)
                .addModule(new SimpleModule()
                        .addSerializer(BigMoney.class, new MoneyWriter())
                        .addDeserializer(BigMoney.class, new MoneyReader()))
                .build();

        private ProofJson() {}

        @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
        private interface Named {}

        private static final class MoneyWriter extends ValueSerializer<BigMoney> {
            @Override
            public void serialize(BigMoney money, JsonGenerator out, SerializationContext context) {
                out.writeString(money.toString());
            }
        }

        private static final class MoneyReader extends ValueDeserializer<BigMoney> {
            @Override
            public BigMoney deserialize(JsonParser in, DeserializationContext context) {
                return BigMoney.parse(in.getString());
            }
        }
    }
}
