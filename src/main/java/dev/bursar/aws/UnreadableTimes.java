package dev.bursar.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.DateUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves times out of an answer that can't be read, because the SDK refuses the whole answer for one of them. Other members stay as they
 * are: a number or a list that is missing often means something, while a time that is missing is not known.
 */
final class UnreadableTimes implements ExecutionInterceptor {
    private static final Logger log = LoggerFactory.getLogger(UnreadableTimes.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Optional<InputStream> body = context.responseBody();
        boolean json = context.httpResponse()
                .firstMatchingHeader("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        SdkPojo answer = context.httpResponse().isSuccessful() && json && body.isPresent()
                ? answer(context.request().getClass())
                : null;
        if (answer == null || body.isEmpty()) {
            return body;
        }
        try (InputStream stream = body.get()) {
            return Optional.of(new ByteArrayInputStream(readable(stream.readAllBytes(), answer)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the SDK knows of the answer to a request; null where its classes are named otherwise than the SDK names them. */
    private static @Nullable SdkPojo answer(Class<?> request) {
        String name = request.getName().replaceFirst("Request$", "Response");
        try {
            Object builder = Class.forName(name, false, request.getClassLoader())
                    .getMethod("builder")
                    .invoke(null);
            return builder instanceof SdkPojo answer ? answer : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** The same bytes where nothing is left out. */
    static byte[] readable(byte[] bytes, SdkPojo answer) {
        try {
            JsonNode node = JSON.readTree(bytes);
            Set<String> left = new LinkedHashSet<>();
            clean(node, answer, left);
            if (left.isEmpty()) {
                return bytes;
            }
            log.warn("Times that can\u2019t be read were left out of an answer: {}", left);
            return JSON.writeValueAsBytes(node);
        } catch (JacksonException e) {
            return bytes;
        }
    }

    private static void clean(JsonNode node, SdkPojo model, Set<String> left) {
        if (node instanceof ObjectNode object) {
            for (SdkField<?> field : model.sdkFields()) {
                JsonNode member = object.get(field.locationName());
                if (member == null || member.isNull() || field.location() != MarshallLocation.PAYLOAD) {
                    continue;
                }
                if (isUnreadable(member, field)) {
                    object.remove(field.locationName());
                    left.add(field.locationName());
                } else {
                    cleanWithin(member, field, left);
                }
            }
        }
    }

    private static void cleanWithin(JsonNode node, SdkField<?> field, Set<String> left) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            clean(node, field.constructor().get(), left);
        } else if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            node.values().forEach(item -> cleanWithin(item, member, left));
        } else if (type == MarshallingType.MAP) {
            SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
            for (Map.Entry<String, JsonNode> item : List.copyOf(node.properties())) {
                cleanWithin(item.getValue(), value, left);
            }
        }
    }

    private static boolean isUnreadable(JsonNode node, SdkField<?> field) {
        if (field.marshallingType() != MarshallingType.INSTANT) {
            return false;
        }
        if (!node.isValueNode()) {
            return true;
        }
        TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
        String text = node.asString();
        try {
            switch (format == null ? TimestampFormatTrait.Format.UNIX_TIMESTAMP : format.format()) {
                case ISO_8601 -> DateUtils.parseIso8601Date(text);
                case RFC_822 -> DateUtils.parseRfc822Date(text);
                case UNIX_TIMESTAMP -> DateUtils.parseUnixTimestampInstant(text);
                case UNIX_TIMESTAMP_MILLIS -> DateUtils.parseUnixTimestampMillisInstant(text);
                default -> {}
            }
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }
}
