package dev.bursar.inventory;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Tells resources that AWS services make by themselves from those of people: by their tags, else by their names. */
public final class ServiceMade {
    private static final Map<String, String> TAGS = Map.of(
            "aws:autoscaling:groupName", "EC2 Auto Scaling",
            "aws:ec2spot:fleet-request-id", "EC2 Spot Fleet",
            "aws:ec2:fleet-id", "EC2 Fleet",
            "aws:eks:cluster-name", "Amazon EKS",
            "aws:ecs:clusterName", "Amazon ECS",
            "aws:elasticmapreduce:job-flow-id", "Amazon EMR",
            "aws:backup:source-resource", "AWS Backup",
            "aws:batch:compute-environment", "AWS Batch");
    private static final List<String> TAG_STARTS = List.of("aws:sagemaker:", "aws:lambda:", "aws:rds:", "aws:dlm:");

    private static final List<Name> NAMES = List.of(
            new Name("logs:log-group", "(log-group:)?/aws/.*", "Amazon CloudWatch Logs"),
            new Name("iam:role", "(aws-service-role|aws-reserved)/.*", "AWS IAM"),
            new Name("iam:policy", "aws-service-role/.*", "AWS IAM"),
            new Name("kms:alias", "aws/.*", "AWS KMS"),
            new Name("rds:snapshot", "(rds|awsbackup):.*", "Amazon RDS"),
            new Name("rds:cluster-snapshot", "(rds|awsbackup):.*", "Amazon RDS"),
            new Name("elasticache:snapshot", "automatic\\..*", "Amazon ElastiCache"),
            new Name("ssm:parameter", "aws/.*", "AWS Systems Manager"),
            new Name("events:rule", "(AutoScalingManagedRule|DO-NOT-DELETE-AmazonInspector).*", "Amazon EventBridge"),
            new Name("athena:workgroup", "primary", "Amazon Athena"),
            new Name("resource-explorer-2:.*", ".*", "Resource Explorer"));

    private ServiceMade() {}

    private record Name(Pattern type, Pattern name, String service) {
        Name(String type, String name, String service) {
            this(Pattern.compile(type), Pattern.compile(name, Pattern.DOTALL), service);
        }

        boolean fits(String itsType, String itsName) {
            return type.matcher(itsType).matches() && name.matcher(itsName).matches();
        }
    }

    /** The service that made it, as AWS calls it; null where people did. */
    public static @Nullable String by(String type, String name, Map<String, String> tags) {
        for (String key : tags.keySet()) {
            String service = TAGS.get(key);
            if (service != null) {
                return service;
            }
            Optional<String> start = TAG_STARTS.stream().filter(key::startsWith).findFirst();
            if (start.isPresent()) {
                return switch (start.get()) {
                    case "aws:sagemaker:" -> "Amazon SageMaker";
                    case "aws:lambda:" -> "AWS Lambda";
                    case "aws:rds:" -> "Amazon RDS";
                    default -> "Amazon Data Lifecycle Manager";
                };
            }
        }
        return NAMES.stream()
                .filter(one -> one.fits(type, name))
                .map(Name::service)
                .findFirst()
                .orElse(null);
    }
}
