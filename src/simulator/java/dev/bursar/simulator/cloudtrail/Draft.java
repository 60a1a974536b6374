package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A CloudTrail record while it is put together. */
final class Draft {
    private static final String GLOBAL_REGION = "us-east-1";
    private static final Set<String> GLOBAL_SERVICES =
            Set.of("iam", "organizations", "cloudfront", "route53", "budgets", "ce");
    private static final Pattern READS = Pattern.compile("(Describe|List|Get|Head|Lookup|Search|AssumeRole).*");
    private static final int SHORTEST_LATENESS = 120;
    private static final int LATENESS_RANGE = 721;

    private final Actor actor;
    private final String region;
    private final Instant time;
    private final String service;
    private final String name;
    private final List<Event.Named> named = new ArrayList<>();
    private final List<Consumer<ObjectNode>> changes = new ArrayList<>();
    private @Nullable JsonNode parameters;
    private @Nullable JsonNode answer;
    private @Nullable JsonNode more;
    private String type = "AwsApiCall";
    private @Nullable String errorCode;
    private @Nullable String errorMessage;
    private Duration early = Duration.ZERO;

    /** @param call such as {@code ec2:RunInstances} */
    Draft(Actor actor, String region, Instant time, String call) {
        this.actor = actor;
        this.time = time.truncatedTo(ChronoUnit.SECONDS);
        var colon = call.indexOf(':');
        this.service = call.substring(0, colon);
        this.name = call.substring(colon + 1);
        this.region = GLOBAL_SERVICES.contains(service) ? GLOBAL_REGION : region;
    }

    /** JSON with single quotes, in which each {@code $} stands for the next of the values. */
    static ObjectNode json(String template, String... values) {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < template.length(); i++) {
            var letter = template.charAt(i);
            if (letter == '$') {
                text.append(values[next++]);
            } else {
                text.append(letter == '\'' ? '"' : letter);
            }
        }
        return (ObjectNode) Json.MAPPER.readTree(text.toString());
    }

    Draft asks(String template, String... values) {
        return asks(json(template, values));
    }

    Draft asks(JsonNode json) {
        parameters = json;
        return this;
    }

    Draft answers(String template, String... values) {
        return answers(json(template, values));
    }

    Draft answers(JsonNode json) {
        answer = json;
        return this;
    }

    Draft adds(String template, String... values) {
        more = json(template, values);
        return this;
    }

    /** A resource that LookupEvents names. */
    Draft about(String resourceType, String resourceName) {
        named.add(new Event.Named(resourceType, resourceName));
        return this;
    }

    /** A resource that the record names too, as few services do. */
    Draft about(String resourceType, String resourceName, String arn) {
        changes.add(record -> {
            record.withArrayProperty("resources")
                    .addObject()
                    .put("accountId", actor.account())
                    .put("type", resourceType)
                    .put("ARN", arn);
        });
        return about(resourceType, resourceName);
    }

    Draft denied(String code, String message) {
        errorCode = code;
        errorMessage = message;
        return this;
    }

    /** Denied in AWS's usual words. */
    Draft denied(String code, String action, String resource) {
        return denied(
                code,
                "User: " + actor.arn() + " is not authorized to perform: " + action + " on resource: " + resource
                        + " because no identity-based policy allows the " + action + " action");
    }

    Draft type(String eventType) {
        type = eventType;
        return this;
    }

    /** The caller's clock is ahead, so that the event is found before its time. */
    Draft early(Duration ahead) {
        early = ahead;
        return this;
    }

    Draft change(Consumer<ObjectNode> change) {
        changes.add(change);
        return this;
    }

    Event made() {
        var seed = String.join("/", actor.account(), region, time.toString(), service, name, actor.arn())
                + (parameters == null ? "" : parameters);
        var record = Json.object().put("eventVersion", "1.11");
        record.set("userIdentity", actor.identity().deepCopy());
        record.put("eventTime", time.toString())
                .put("eventSource", service + ".amazonaws.com")
                .put("eventName", name)
                .put("awsRegion", region)
                .put("sourceIPAddress", actor.address())
                .put("userAgent", actor.agent());
        if (errorCode != null) {
            record.put("errorCode", errorCode);
        }
        if (errorMessage != null) {
            record.put("errorMessage", errorMessage);
        }
        record.set("requestParameters", parameters);
        record.set("responseElements", answer);
        if (more != null) {
            record.set("additionalEventData", more);
        }
        if (type.equals("AwsApiCall")) {
            record.put("requestID", Ids.uuid("request " + seed));
        }
        record.put("eventID", Ids.uuid("event " + seed))
                .put("readOnly", READS.matcher(name).matches())
                .put("eventType", type)
                .put("managementEvent", true)
                .put("recipientAccountId", actor.account())
                .put("eventCategory", "Management");
        if (actor.address().indexOf('.') > 0
                && Character.isDigit(actor.address().charAt(0))) {
            record.putObject("tlsDetails")
                    .put("tlsVersion", "TLSv1.3")
                    .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
                    .put("clientProvidedHostHeader", host());
        }
        if (actor.console() && type.equals("AwsApiCall")) {
            record.put("sessionCredentialFromConsole", "true");
        }
        changes.forEach(change -> change.accept(record));
        var late = Duration.ofSeconds(SHORTEST_LATENESS + Ids.number(seed, LATENESS_RANGE));
        var visible = early.isZero() ? time.plus(late) : time.minus(early);
        return new Event(actor.account(), region, time, visible, record, named, false);
    }

    private String host() {
        return GLOBAL_SERVICES.contains(service)
                ? service + ".amazonaws.com"
                : service + "." + region + ".amazonaws.com";
    }
}
