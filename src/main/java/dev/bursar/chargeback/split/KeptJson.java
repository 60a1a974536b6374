package dev.bursar.chargeback.split;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.threeten.extra.LocalDateRange;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How issued statements and what they were made from are kept: records by their components' names, amounts with all their digits. */
public final class KeptJson {
    public static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .addMixIn(PoolSplit.class, Splits.class)
            .addModule(new SimpleModule()
                    .addSerializer(LocalDateRange.class, new RangeWriter())
                    .addDeserializer(LocalDateRange.class, new RangeReader()))
            .build();

    private KeptJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PoolSplit.Even.class, name = "even"),
        @JsonSubTypes.Type(value = PoolSplit.Fixed.class, name = "fixed"),
        @JsonSubTypes.Type(value = PoolSplit.Proportional.class, name = "proportional"),
        @JsonSubTypes.Type(value = PoolSplit.Metric.class, name = "metric"),
        @JsonSubTypes.Type(value = PoolSplit.Quantity.class, name = "quantity")
    })
    private interface Splits {}

    private static final class RangeWriter extends ValueSerializer<LocalDateRange> {
        @Override
        public void serialize(LocalDateRange range, JsonGenerator out, SerializationContext context) {
            out.writeString(range.toString());
        }
    }

    private static final class RangeReader extends ValueDeserializer<LocalDateRange> {
        @Override
        public LocalDateRange deserialize(JsonParser in, DeserializationContext context) {
            return LocalDateRange.parse(in.getString());
        }
    }
}
