package dev.bursar.trail.event;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Tells whether a call opened something to everyone. */
final class Publicness {
    private static final Pattern PUBLIC_GROUP = Pattern.compile(".*groups/global/(AllUsers|AuthenticatedUsers).*");
    private static final Pattern PUBLIC_ACL = Pattern.compile("public-read|public-read-write|authenticated-read");
    private static final Set<String> SNAPSHOTS_OF_DATABASES =
            Set.of("ModifyDBSnapshotAttribute", "ModifyDBClusterSnapshotAttribute");
    private static final List<String> LIMITS_OF_PERMISSIONS =
            List.of("sourceArn", "sourceAccount", "principalOrgID", "eventSourceToken");

    private Publicness() {}

    static boolean opens(Call call) {
        return switch (call.service()) {
            case "s3" -> opensBucket(call);
            case "ec2" -> sharesWithAll(call);
            case "lambda" -> call.name().startsWith("AddPermission") && permitsEveryone(call.request());
            case "rds" -> opensDatabase(call);
            case "redshift" -> publiclyAccessible(call.request());
            default -> false;
        };
    }

    private static boolean opensBucket(Call call) {
        JsonNode request = call.request();
        return switch (call.name()) {
            case "PutBucketPolicy" -> letsEveryoneIn(first(request, "bucketPolicy", "policy"));
            case "DeleteBucketPublicAccessBlock", "DeletePublicAccessBlock", "DeleteAccountPublicAccessBlock" -> true;
            case "PutBucketPublicAccessBlock", "PutPublicAccessBlock", "PutAccountPublicAccessBlock" ->
                hasFalse(Json.member(request, "PublicAccessBlockConfiguration"));
            default ->
                Paths.named(request, "URI").stream()
                                .anyMatch(uri -> PUBLIC_GROUP.matcher(uri).matches())
                        || grantHeaders(request);
        };
    }

    private static boolean grantHeaders(JsonNode request) {
        for (Map.Entry<String, JsonNode> member : request.properties()) {
            String name = member.getKey();
            List<String> values = Paths.texts(member.getValue());
            if (name.equals("x-amz-acl")
                            && values.stream()
                                    .anyMatch(acl -> PUBLIC_ACL.matcher(acl).matches())
                    || name.startsWith("x-amz-grant-")
                            && values.stream()
                                    .anyMatch(
                                            grant -> PUBLIC_GROUP.matcher(grant).matches())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasFalse(JsonNode settings) {
        return settings.isObject()
                && settings.values().stream().anyMatch(value -> Boolean.FALSE.equals(Json.truth(value)));
    }

    private static boolean sharesWithAll(Call call) {
        String permission = switch (call.name()) {
            case "ModifySnapshotAttribute" -> "createVolumePermission";
            case "ModifyImageAttribute" -> "launchPermission";
            default -> "";
        };
        return !permission.isEmpty()
                && Paths.values(call.request(), permission + ".add.items.group").contains("all");
    }

    private static boolean opensDatabase(Call call) {
        JsonNode request = call.request();
        return publiclyAccessible(request)
                || SNAPSHOTS_OF_DATABASES.contains(call.name())
                        && Json.text(request, "attributeName").equals("restore")
                        && Paths.texts(request.path("valuesToAdd")).contains("all");
    }

    private static boolean publiclyAccessible(JsonNode request) {
        return Boolean.TRUE.equals(Json.truth(Json.member(request, "publiclyAccessible")));
    }

    private static boolean permitsEveryone(JsonNode request) {
        return Json.text(request, "principal").equals("*")
                && LIMITS_OF_PERMISSIONS.stream()
                        .allMatch(
                                limit -> Json.text(Json.member(request, limit)).isEmpty());
    }

    /** Whether a policy allows anything to everyone without a condition. */
    private static boolean letsEveryoneIn(JsonNode policy) {
        Json.Parsed parsed = policy.isString() ? Json.parse(policy.stringValue()) : null;
        JsonNode statements = (parsed == null ? policy : parsed.node()).path("Statement");
        List<JsonNode> each = statements.isArray() ? List.copyOf(statements.values()) : List.of(statements);
        return each.stream().anyMatch(Publicness::letsEveryoneInByStatement);
    }

    private static boolean letsEveryoneInByStatement(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        boolean everyone = Json.text(principal).equals("*")
                || Paths.texts(principal.path("AWS")).contains("*")
                || statement.has("NotPrincipal");
        return Json.text(statement, "Effect").equals("Allow")
                && everyone
                && statement.path("Condition").isEmpty();
    }

    private static JsonNode first(JsonNode request, String name, String other) {
        JsonNode policy = Json.member(request, name);
        return policy.isMissingNode() ? Json.member(request, other) : policy;
    }
}
