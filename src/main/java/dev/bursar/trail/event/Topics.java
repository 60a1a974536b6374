package dev.bursar.trail.event;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
}
