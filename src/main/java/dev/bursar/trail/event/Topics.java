package dev.bursar.trail.event;

import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells to which built-in questions an event belongs. */
final class Topics {
    private static final Pattern DELETES = Pattern.compile(
            "(Delete|Terminate|Remove|Deregister|Purge|BatchDelete|BatchRemove)(?![a-z]).*|ScheduleKeyDeletion");
    /** Named so, but nothing is gone. */
    private static final Pattern DELETES_LITTLE = Pattern.compile(
            "DeleteTags?|DeleteMessage(Batch)?|RemoveTags?\\w*|DeregisterTargets|DeregisterInstancesFromLoadBalancer");

    private static final Set<String> HAVE_POLICIES = Set.of(
            "s3",
            "sqs",
            "sns",
            "kms",
            "ecr",
            "lambda",
            "organizations",
            "glue",
            "secretsmanager",
            "sso",
            "elasticfilesystem");
    private static final Pattern CHANGES_POLICY = Pattern.compile(
            "(Put|Set|Create|Update|Delete|Attach|Detach|Enable|Disable|Add|Remove)\\w*Polic(y|ies)(?![a-z]).*");
    private static final Pattern NO_RIGHTS = Pattern.compile("\\w*Lifecycle\\w*|\\w*Retention\\w*|\\w*PolicyType");
    private static final Pattern ADDS_PERMISSION = Pattern.compile("(Add|Remove)(LayerVersion)?Permission\\w*");
    private static final Pattern GRANTS_SSO = Pattern.compile(
            "(Create|Update|Delete|Provision|Attach|Detach|Put)\\w*(PermissionSet|AccountAssignment)\\w*");
    private static final Pattern REPORTS = Pattern.compile("Generate\\w+");

    private static final Pattern DENIED = Pattern.compile(
            "(?i).*(AccessDenied|Unauthorized|AuthorizationError|NotAuthorized|AuthorizationException|Forbidden).*");

    private static final Set<String> BIG_JOBS = Set.of(
            "CreateTrainingJob",
            "CreateHyperParameterTuningJob",
            "CreateProcessingJob",
            "CreateTransformJob",
            "CreateAutoMLJob",
            "CreateAutoMLJobV2",
            "CreateEndpoint",
            "CreateNotebookInstance",
            "StartNotebookInstance",
            "CreateCluster");
    private static final Set<String> STARTS_INSTANCES =
            Set.of("RunInstances", "RequestSpotInstances", "RequestSpotFleet", "CreateFleet");
    private static final Pattern INSTANCE_TYPE =
            Pattern.compile("(?<family>[a-z0-9-]+)\\.(?<size>metal\\S*|(?<factor>\\d{1,4})xlarge|\\S+)");
    private static final Pattern ACCELERATED = Pattern.compile("(p|g|gr|trn|inf|dl)\\d.*");
    private static final int LARGE_FACTOR = 12;

    private static final Pattern BY_CODE =
            Pattern.compile("(?i).*(terraform|hashicorp|opentofu|cloudformation\\.amazonaws).*");
    private static final String CLOUDFORMATION = "cloudformation";
    /** The session's name when CloudFormation acts by a role of its own. */
    private static final String CLOUDFORMATION_SESSION = "AWSCloudFormation";

    private Topics() {}

    static Set<Topic> of(Call call, Identity identity, @Nullable String errorCode, List<TrailEvent.ActedOn> resources) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        boolean signIn = call.isSignIn() || call.name().equals("AssumeRoleWithSAML");
        if (errorCode != null) {
            if (signIn) {
                topics.add(Topic.SIGN_IN_FAILED);
            } else if (DENIED.matcher(errorCode).matches()) {
                topics.add(Topic.DENIED);
            }
            return topics;
        }
        if (signsInWithoutMfa(call, identity)) {
            topics.add(Topic.SIGN_IN_WITHOUT_MFA);
        }
        if (call.readOnly()) {
            return topics;
        }
        if (DELETES.matcher(call.name()).matches()
                && !DELETES_LITTLE.matcher(call.name()).matches()) {
            topics.add(Topic.DELETED);
        }
        if (changesPolicy(call)) {
            topics.add(Topic.POLICY_CHANGED);
        }
        if (Publicness.opens(call)) {
            topics.add(Topic.MADE_PUBLIC);
        }
        if (startsBig(call)) {
            topics.add(Topic.BIG_START);
        }
        if (resources.stream().anyMatch(TrailEvent.ActedOn::created) && byHand(call, identity)) {
            topics.add(Topic.MADE_BY_HAND);
        }
        return topics;
    }

    private static boolean signsInWithoutMfa(Call call, Identity identity) {
        return call.name().equals("ConsoleLogin")
                && (identity.kind() == Identity.Kind.ROOT || identity.kind() == Identity.Kind.IAM_USER)
                && Json.text(call.json(), "additionalEventData", "MFAUsed").equals("No");
    }

    private static boolean changesPolicy(Call call) {
        String name = call.name();
        return switch (call.service()) {
            case "iam" -> !REPORTS.matcher(name).matches();
            case "sso" -> GRANTS_SSO.matcher(name).matches() || changesNamedPolicy(name);
            case "sqs" -> ADDS_PERMISSION.matcher(name).matches() || setsPolicyAttribute(call);
            case "sns" -> ADDS_PERMISSION.matcher(name).matches() || setsPolicyAttribute(call);
            case "lambda" -> ADDS_PERMISSION.matcher(name).matches();
            default ->
                HAVE_POLICIES.contains(call.service())
                        ? changesNamedPolicy(name)
                        : name.endsWith("ResourcePolicy") && changesNamedPolicy(name);
        };
    }

    private static boolean changesNamedPolicy(String name) {
        return CHANGES_POLICY.matcher(name).matches()
                && !NO_RIGHTS.matcher(name).matches();
    }

    /** Queues and topics have their policy among their attributes. */
    private static boolean setsPolicyAttribute(Call call) {
        return switch (call.name()) {
            case "SetQueueAttributes" -> call.request().path("attributes").has("Policy");
            case "SetTopicAttributes" ->
                Json.text(call.request(), "attributeName").equals("Policy");
            default -> false;
        };
    }

    private static boolean startsBig(Call call) {
        return switch (call.service()) {
            case "sagemaker" -> BIG_JOBS.contains(call.name());
            case "bedrock" -> call.name().equals("CreateProvisionedModelThroughput");
            case "ec2" ->
                call.name().equals("CreateNatGateway")
                        || STARTS_INSTANCES.contains(call.name())
                                && Paths.named(call.json(), "instanceType").stream()
                                        .anyMatch(Topics::isBig);
            default -> false;
        };
    }

    private static boolean isBig(String instanceType) {
        Matcher type = INSTANCE_TYPE.matcher(instanceType);
        if (!type.matches()) {
            return false;
        }
        String factor = type.group("factor");
        return ACCELERATED.matcher(type.group("family")).matches()
                || type.group("size").startsWith("metal")
                || factor != null && Integer.parseInt(factor) >= LARGE_FACTOR;
    }

    private static boolean byHand(Call call, Identity identity) {
        String via = identity.via();
        return !identity.kind().isService()
                && (via == null || !via.startsWith(CLOUDFORMATION))
                && !identity.person().equals(CLOUDFORMATION_SESSION)
                && !BY_CODE.matcher(call.userAgent()).matches();
    }

    /** Tells whether a call opened something to everyone. */
    static final class Publicness {
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
                case "DeleteBucketPublicAccessBlock", "DeletePublicAccessBlock", "DeleteAccountPublicAccessBlock" ->
                    true;
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
                                        .anyMatch(grant ->
                                                PUBLIC_GROUP.matcher(grant).matches())) {
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
                    && Paths.values(call.request(), permission + ".add.items.group")
                            .contains("all");
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
                            .allMatch(limit ->
                                    Json.text(Json.member(request, limit)).isEmpty());
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
}
