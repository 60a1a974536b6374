package dev.bursar.tagging.writes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The types of resources whose tags can be written, and the IAM actions of their services that it takes beside those of the Tagging API.
 * From the services' lists of actions (Service Authorization Reference); AWS has no list of what its Tagging API can write.
 */
public final class WritableTypes {
    private static final String ALL_OF = "*";
    private static final Map<String, List<String>> ACTIONS = new TreeMap<>();

    static {
        // one deleted instance can fail a whole batch of EC2's
        ACTIONS.put("ec2:" + ALL_OF, List.of("ec2:CreateTags", "ec2:DeleteTags"));
        ACTIONS.put("s3:bucket", List.of("s3:GetBucketTagging", "s3:PutBucketTagging"));
        ACTIONS.put("sagemaker:" + ALL_OF, List.of("sagemaker:AddTags", "sagemaker:DeleteTags"));
        ACTIONS.put("lambda:function", List.of("lambda:TagResource", "lambda:UntagResource"));
        ACTIONS.put("dynamodb:table", List.of("dynamodb:TagResource", "dynamodb:UntagResource"));
        ACTIONS.put("rds:" + ALL_OF, List.of("rds:AddTagsToResource", "rds:RemoveTagsFromResource"));
        ACTIONS.put("kinesis:stream", List.of("kinesis:AddTagsToStream", "kinesis:RemoveTagsFromStream"));
        ACTIONS.put("logs:log-group", List.of("logs:TagResource", "logs:UntagResource"));
        ACTIONS.put("glue:job", List.of("glue:TagResource", "glue:UntagResource"));
        ACTIONS.put("eks:cluster", List.of("eks:TagResource", "eks:UntagResource"));
        ACTIONS.put("ecs:" + ALL_OF, List.of("ecs:TagResource", "ecs:UntagResource"));
        ACTIONS.put("ecr:repository", List.of("ecr:TagResource", "ecr:UntagResource"));
        ACTIONS.put(
                "elasticache:cluster", List.of("elasticache:AddTagsToResource", "elasticache:RemoveTagsFromResource"));
        ACTIONS.put("kms:key", List.of("kms:TagResource", "kms:UntagResource"));
        ACTIONS.put("athena:workgroup", List.of("athena:TagResource", "athena:UntagResource"));
        ACTIONS.put(
                "elasticloadbalancing:" + ALL_OF,
                List.of("elasticloadbalancing:AddTags", "elasticloadbalancing:RemoveTags"));
        ACTIONS.put("sns:topic", List.of("sns:TagResource", "sns:UntagResource"));
        ACTIONS.put("sqs:queue", List.of("sqs:TagQueue", "sqs:UntagQueue"));
        ACTIONS.put("ssm:parameter", List.of("ssm:AddTagsToResource", "ssm:RemoveTagsFromResource"));
        ACTIONS.put("secretsmanager:secret", List.of("secretsmanager:TagResource", "secretsmanager:UntagResource"));
        ACTIONS.put("cloudwatch:alarm", List.of("cloudwatch:TagResource", "cloudwatch:UntagResource"));
        ACTIONS.put("bedrock:" + ALL_OF, List.of("bedrock:TagResource", "bedrock:UntagResource"));
        ACTIONS.put("states:stateMachine", List.of("states:TagResource", "states:UntagResource"));
        ACTIONS.put("states:activity", List.of("states:TagResource", "states:UntagResource"));
        ACTIONS.put(
                "elasticfilesystem:file-system",
                List.of("elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"));
        ACTIONS.put(
                "elasticfilesystem:access-point",
                List.of("elasticfilesystem:TagResource", "elasticfilesystem:UntagResource"));
    }

    private WritableTypes() {}

    /** The services' own actions for a type; empty where its tags can't be written. */
    static Optional<List<String>> actions(String type) {
        int colon = type.indexOf(':');
        List<String> exact = ACTIONS.get(type);
        return exact != null || colon < 0
                ? Optional.ofNullable(exact)
                : Optional.ofNullable(ACTIONS.get(type.substring(0, colon + 1) + ALL_OF));
    }

    /** All actions for some types, in order. */
    static List<String> actions(@Nullable List<String> types) {
        var actions = new ArrayList<String>();
        if (types == null) {
            ACTIONS.values().forEach(actions::addAll);
        } else {
            types.forEach(type -> actions(type).ifPresent(actions::addAll));
        }
        return actions.stream().distinct().sorted().toList();
    }
}
