package dev.bursar.tagging.violations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Resource;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.junit.jupiter.api.Test;

class TagFixTest {
    static Resource resource(long id, String arn, Map<String, String> tags) {
        Arn parts = Arn.of(arn);
        return new Resource(
                id,
                arn,
                "111122223333",
                parts.region().isEmpty() ? "global" : parts.region(),
                parts.type(),
                parts.name(),
                tags,
                true,
                null,
                TeamId.UNALLOCATED,
                Resource.OwnerBy.NOBODY,
                true,
                true,
                true,
                true,
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    @Test
    void setsATagByTheTaggingApi() {
        Resource function = resource(1, "arn:aws:lambda:eu-central-1:111122223333:function:scoring", Map.of());
        assertThat(TagFix.cli(function, "team", "fraud", null))
                .hasValue("aws resourcegroupstaggingapi tag-resources --resource-arn-list"
                        + " 'arn:aws:lambda:eu-central-1:111122223333:function:scoring' --region 'eu-central-1'"
                        + " --tags '{\"team\":\"fraud\"}'");
        assertThat(TagFix.cli(function, "team", "fraud", "Team").orElseThrow())
                .endsWith("--region 'eu-central-1' --tag-keys 'Team'");
        assertThat(TagFix.terraform(function, "team", "fraud"))
                .contains("resource \"aws_lambda_function\"")
                .contains("\"team\" = \"fraud\"");
        assertThat(TagFix.console(function))
                .hasValueSatisfying(link ->
                        assertThat(link).startsWith("https://console.aws.amazon.com/go/view?arn=arn%3Aaws%3Alambda"));
    }

    /** A real shell reads the line back, whatever stands in it. */
    @Test
    void nothingInALineMeansAnythingToAShell() throws IOException, InterruptedException {
        String value = "it's $(id) `id` \"quoted\" \\ ${x} ; rm -rf / #";
        String line = TagFix.cli(
                        resource(1, "arn:aws:sqs:eu-central-1:111122223333:q'; id #", Map.of()), "o'key", value, null)
                .orElseThrow();
        Process shell = new ProcessBuilder(
                        "sh", "-c", "for a in " + line.substring("aws ".length()) + "; do printf '%s\\n' \"$a\"; done")
                .start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(read)
                .isEqualTo("resourcegroupstaggingapi\n"
                        + "tag-resources\n"
                        + "--resource-arn-list\n"
                        + "arn:aws:sqs:eu-central-1:111122223333:q'; id #\n"
                        + "--region\n"
                        + "eu-central-1\n"
                        + "--tags\n"
                        + "{\"o'key\":\"it's $(id) `id` \\\"quoted\\\" \\\\ ${x} ; rm -rf / #\"}\n");
    }

    /** Only EC2 has a resource of Terraform that sets a tag of something which Terraform doesn't manage. */
    @Test
    void blocksThatStandAloneAreNamedAfterTagAndResource() {
        Resource volume = resource(1, "arn:aws:ec2:eu-central-1:111122223333:volume/vol-0a1", Map.of());
        assertThat(TagFix.terraformAlone(volume, "cost centre", "${x}")).hasValue("""
            resource "aws_ec2_tag" "cost_centre_vol-0a1" {
              resource_id = "vol-0a1"
              key         = "cost centre"
              value       = "$${x}"
            }
            """);
        assertThat(TagFix.terraformAlone(resource(1, "arn:aws:s3:::b", Map.of()), "team", "x"))
                .isEmpty();
    }

    @Test
    void hclHasNoExpressions() {
        Resource bucket = resource(1, "arn:aws:s3:::b", Map.of());
        assertThat(TagFix.terraform(bucket, "team", "${x} %{y}")).contains("\"$${x} %%{y}\"");
    }

    @Test
    void stacksAreNotUpdatedAsAWhole() {
        assertThat(TagFix.cli(
                        resource(1, "arn:aws:cloudformation:us-east-1:111122223333:stack/a/b", Map.of()),
                        "team",
                        "x",
                        null))
                .isEmpty();
        assertThat(TagFix.cli(resource(1, "strange", Map.of()), "team", "x", null))
                .isEmpty();
        assertThat(TagFix.console(resource(1, "arn:aws:sqs:us-east-1:1:q\u202E", Map.of())))
                .isEmpty();
    }
}
