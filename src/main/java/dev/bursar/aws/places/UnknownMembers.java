package dev.bursar.aws.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import tools.jackson.databind.JsonNode;

/** Members of an answer's JSON, at any depth, that the SDK's model of it doesn't have. */
final class UnknownMembers {
    private final List<String> found = new ArrayList<>();

    private UnknownMembers() {}

    /** Their paths: {@code CostTypes.IncludeMoonlight}; in the order of the JSON. */
    static List<String> of(JsonNode json, SdkPojo model) {
        var unknown = new UnknownMembers();
        unknown.object(json, model, "");
        return List.copyOf(unknown.found);
    }

    private void object(JsonNode json, SdkPojo model, String path) {
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = path + member.getKey();
            @Nullable
            SdkField<?> field = model.sdkFields().stream()
                    .filter(one -> one.locationName().equals(member.getKey()))
                    .findFirst()
                    .orElse(null);
            if (field == null) {
                found.add(name);
            } else {
                value(member.getValue(), field, name);
            }
        }
    }

    private void value(JsonNode json, SdkField<?> field, String path) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO && json.isObject()) {
            object(json, field.constructor().get(), path + ".");
        } else if (type == MarshallingType.LIST && json.isArray()) {
            SdkField<?> each = field.getTrait(ListTrait.class).memberFieldInfo();
            json.values().forEach(one -> value(one, each, path));
        } else if (type == MarshallingType.MAP && json.isObject()) {
            SdkField<?> each = field.getTrait(MapTrait.class).valueFieldInfo();
            json.properties().forEach(one -> value(one.getValue(), each, path + "." + one.getKey()));
        }
    }
}
