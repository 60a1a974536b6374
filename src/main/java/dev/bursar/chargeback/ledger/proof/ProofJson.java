package dev.bursar.chargeback.ledger.proof;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.bursar.journal.Verification;
import org.joda.money.BigMoney;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How verifications are stored: records by their components' names, each flaw with its kind. */
final class ProofJson {
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
