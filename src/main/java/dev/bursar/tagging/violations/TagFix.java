package dev.bursar.tagging.violations;

import static dev.bursar.ui.SnippetText.comment;
import static dev.bursar.ui.SnippetText.hcl;
import static dev.bursar.ui.SnippetText.json;
import static dev.bursar.ui.SnippetText.quoted;

import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Resource;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Writes the lines with which a person sets a tag themselves. */
final class TagFix {
    private static final Map<String, String> TERRAFORM = Map.ofEntries(
            Map.entry("s3:bucket", "aws_s3_bucket"),
            Map.entry("sagemaker:endpoint", "aws_sagemaker_endpoint"),
            Map.entry("sagemaker:notebook-instance", "aws_sagemaker_notebook_instance"),
            Map.entry("sagemaker:app", "aws_sagemaker_app"),
            Map.entry("lambda:function", "aws_lambda_function"),
            Map.entry("dynamodb:table", "aws_dynamodb_table"),
            Map.entry("rds:db", "aws_db_instance"),
            Map.entry("rds:cluster", "aws_rds_cluster"),
            Map.entry("kinesis:stream", "aws_kinesis_stream"),
            Map.entry("logs:log-group", "aws_cloudwatch_log_group"),
            Map.entry("glue:job", "aws_glue_job"),
            Map.entry("eks:cluster", "aws_eks_cluster"),
            Map.entry("ecr:repository", "aws_ecr_repository"),
            Map.entry("elasticache:cluster", "aws_elasticache_cluster"),
            Map.entry("kms:key", "aws_kms_key"),
            Map.entry("athena:workgroup", "aws_athena_workgroup"),
            Map.entry("elasticloadbalancing:loadbalancer/app", "aws_lb"),
            Map.entry("elasticloadbalancing:loadbalancer/net", "aws_lb"),
            Map.entry("sns:topic", "aws_sns_topic"),
            Map.entry("sqs:queue", "aws_sqs_queue"),
            Map.entry("ec2:instance", "aws_instance"),
            Map.entry("ec2:volume", "aws_ebs_volume"),
            Map.entry("ec2:natgateway", "aws_nat_gateway"));

    private static final String ELSEWHERE = "us-east-1";

    private TagFix() {}

    /**
     * One line for a shell, or two where a tag in another case has to go too; empty for stacks, which the Tagging API would update as
     * a whole.
     *
     * @param drop the key in another case, or null
     */
    static Optional<String> cli(Resource resource, String key, String value, @Nullable String drop) {
        if (resource.type().startsWith("cloudformation:") || resource.type().equals(Arn.OTHER)) {
            return Optional.empty();
        }
        String end = " --resource-arn-list " + quoted(resource.arn()) + " --region " + quoted(region(resource));
        String set = "aws resourcegroupstaggingapi tag-resources" + end + " --tags "
                + quoted("{" + json(key) + ":" + json(value) + "}");
        return Optional.of(
                drop == null
                        ? set
                        : set + "\naws resourcegroupstaggingapi untag-resources" + end + " --tag-keys " + quoted(drop));
    }

    private static String region(Resource resource) {
        return resource.region().equals("global") ? ELSEWHERE : resource.region();
    }

    /** A block for Terraform; a resource of a type that is not known here has only its tags. */
    static String terraform(Resource resource, String key, String value) {
        String tags = "  tags = {\n    " + hcl(key) + " = " + hcl(value) + "\n  }\n";
        if (resource.type().startsWith("ec2:") && !resource.tags().isEmpty()) {
            return ec2Tag(label(key), Arn.of(resource.arn()).lastPart(), key, value);
        }
        String type = TERRAFORM.get(resource.type());
        return type == null
                ? tags.indent(-2)
                : "# in the block of " + comment(resource.name()) + ":\nresource \"" + type + "\" \"\u2026\" {\n" + tags
                        + "}\n";
    }

    /**
     * A block that sets the tag of a resource which stands in no Terraform; empty where there is none for the type. Its name is the
     * tag's and the resource's, so that a file may have many.
     */
    static Optional<String> terraformAlone(Resource resource, String key, String value) {
        if (!resource.type().startsWith("ec2:")) {
            return Optional.empty();
        }
        String id = Arn.of(resource.arn()).lastPart();
        return Optional.of(ec2Tag(label(key + "_" + id), id, key, value));
    }

    private static String ec2Tag(String label, String id, String key, String value) {
        return "resource \"aws_ec2_tag\" \"" + label + "\" {\n  resource_id = " + hcl(id) + "\n  key         = "
                + hcl(key) + "\n  value       = " + hcl(value) + "\n}\n";
    }

    /** AWS's console at the resource. */
    static Optional<String> console(Resource resource) {
        return Arn.of(resource.arn()).partition().equals("aws")
                        && resource.arn().matches("[\\x21-\\x7e]+")
                ? Optional.of("https://console.aws.amazon.com/go/view?arn="
                        + java.net.URLEncoder.encode(resource.arn(), java.nio.charset.StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static String label(String key) {
        String label = key.replaceAll("[^A-Za-z0-9_-]", "_");
        return label.matches("[A-Za-z_].*") ? label : "_" + label;
    }
}
