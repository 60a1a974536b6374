package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.resources.Resource;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is read and changed about a resource of a type, in the words of its service. */
final class Calls {
    private static final Map<String, OfType> TYPES = Data.map("calls.yaml", OfType.class);
    private static final OfType ANYTHING = Objects.requireNonNull(TYPES.get("anything"));
    private static final Pattern FILLED =
            Pattern.compile("\"@@number\"|@(arn|id|account|region|number|uuid|hex(?:-(\\w+))?)");

    /**
     * What is called about resources of a type.
     *
     * @param type as CloudFormation and CloudTrail write it
     */
    private record OfType(
            @Nullable String type,
            @Nullable List<Template> changes,
            @Nullable List<Template> reads,
            @Nullable Template created,
            @Nullable Template deleted) {}

    /**
     * A call, its parameters and its answer, in which the file says what is filled in.
     *
     * @param by who creates or deletes
     */
    record Template(
            @Nullable String by,
            String call,
            @Nullable JsonNode asks,
            @Nullable JsonNode answers) {}

    private Calls() {}

    /** What a resource is called within its type: {@code scoring} of …:function:scoring. */
    static String id(Resource resource) {
        var arn = resource.arn();
        if (resource.type().equals("logs:log-group")) {
            return arn.split(":", 7)[6];
        }
        var rest = arn.split(":", 6)[5];
        return rest.substring(Math.max(rest.lastIndexOf('/'), rest.lastIndexOf(':')) + 1);
    }

    static String region(Resource resource) {
        return resource.region().equals(Resource.GLOBAL) ? "us-east-1" : resource.region();
    }

    private static OfType of(Resource resource) {
        return TYPES.getOrDefault(resource.type(), ANYTHING);
    }

    static @Nullable Template created(Resource resource) {
        return of(resource).created;
    }

    static @Nullable Template deleted(Resource resource) {
        return of(resource).deleted;
    }

    static Draft change(Actor actor, Resource resource, Instant time, int choice) {
        return draft(chosen(of(resource).changes, ANYTHING.changes, choice), actor, resource, time);
    }

    static Draft read(Actor actor, Resource resource, Instant time, int choice) {
        return draft(chosen(of(resource).reads, ANYTHING.reads, choice), actor, resource, time);
    }

    private static Template chosen(@Nullable List<Template> own, @Nullable List<Template> anything, int choice) {
        var templates = own == null ? Objects.requireNonNull(anything) : own;
        return templates.get(choice % templates.size());
    }

    private static Draft draft(Template template, Actor actor, Resource resource, Instant time) {
        return draft(template, actor, resource, time, time + resource.arn());
    }

    /** @param seed what numbers and ids in it follow from */
    static Draft draft(Template template, Actor actor, Resource resource, Instant time, String seed) {
        var draft = new Draft(actor, region(resource), time, template.call);
        if (template.asks != null) {
            draft.asks(filled(template.asks, resource, seed));
        }
        if (template.answers != null) {
            draft.answers(filled(template.answers, resource, seed));
        }
        return named(draft, resource);
    }

    /** Names the resource as LookupEvents does, and in the record where AWS does so. */
    static Draft named(Draft draft, Resource resource) {
        var type = of(resource).type;
        if (type == null) {
            return draft;
        }
        return switch (resource.type()) {
            case "s3:bucket", "kms:key", "dynamodb:table" -> draft.about(type, id(resource), resource.arn());
            case "sagemaker:endpoint" -> draft.about(type, resource.arn());
            default -> draft.about(type, id(resource));
        };
    }

    private static JsonNode filled(JsonNode template, Resource resource, String seed) {
        return Json.MAPPER.readTree(FILLED.matcher(template.toString())
                .replaceAll(found -> Matcher.quoteReplacement(value(found, resource, seed))));
    }

    private static String value(MatchResult found, Resource resource, String seed) {
        var name = found.group(1);
        return switch (name == null ? "number" : name) {
            case "arn" -> resource.arn();
            case "id" -> id(resource);
            case "account" -> resource.account();
            case "region" -> resource.region();
            case "number" -> String.valueOf(1_000 + Ids.number(seed, 9_000));
            case "uuid" -> Ids.uuid(seed);
            default -> Ids.hex(Objects.requireNonNullElse(found.group(2), "") + seed, 16);
        };
    }
}
