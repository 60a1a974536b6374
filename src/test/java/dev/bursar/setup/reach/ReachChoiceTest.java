package dev.bursar.setup.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.setup.reach.ReachRefused.Reason;
import dev.bursar.setup.spi.MemberRole;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be chosen about reading member accounts, and the templates made of it. */
class ReachChoiceTest {
    private static void refused(Reason reason, String role, String externalId, @Nullable List<String> regions) {
        assertThatThrownBy(() -> new ReachChoice(true, role, externalId, regions))
                .isInstanceOfSatisfying(
                        ReachRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void whatAwsWouldNotTakeIsRefused() {
        refused(Reason.NAME_EMPTY, " ", "id", null);
        refused(Reason.NAME_TOO_LONG, "r".repeat(65), "id", null);
        refused(Reason.NOT_A_NAME, "arn:aws:iam::1:role/Reader", "id", null);
        refused(Reason.NOT_A_NAME, "Reader\"\n", "id", null);
        refused(Reason.ID_TOO_SHORT, "Reader", "i", null);
        refused(Reason.ID_TOO_LONG, "Reader", "i".repeat(1_225), null);
        refused(Reason.NOT_AN_ID, "Reader", "${x}", null);
        refused(Reason.NO_REGION, "Reader", "id", List.of());
        refused(Reason.NOT_A_REGION, "Reader", "id", List.of("global"));
        refused(Reason.NOT_A_REGION, "Reader", "id", List.of("eu-central-1a"));
    }

    @Test
    void spacesAndRepeatedRegionsAreLeftOut() {
        var choice =
                new ReachChoice(true, " Reader ", "a:b/c", List.of("us-gov-west-1", "eu-central-1", "eu-central-1 "));
        assertThat(choice.roleName()).isEqualTo("Reader");
        assertThat(choice.regions()).containsExactly("eu-central-1", "us-gov-west-1");
    }

    @Test
    void aTemplateAllowsExactlyTheActionsOfItsFeatures() {
        var role = new MemberRole("BursarReader", "bursar-1");
        var tags = new RoleTemplate("123456789012", null, role, Set.of(ReachFeature.TAGS));
        for (String text : List.of(tags.cloudFormation(), tags.terraform())) {
            assertThat(text)
                    .contains("arn:aws:iam::123456789012:root", "BursarReader", "bursar-1")
                    .contains(ReachFeature.TAGS.actions())
                    .doesNotContain("cloudtrail:", "sagemaker:");
        }
        var all = new RoleTemplate("123456789012", null, role, EnumSet.allOf(ReachFeature.class));
        assertThat(all.cloudFormation()).containsOnlyOnce("account:ListRegions").contains("cloudtrail:LookupEvents");
        assertThat(all.cloudFormation().lines().filter(line -> line.contains("\t")))
                .isEmpty();
        assertThat(all.cloudFormation())
                .contains("cloudwatch:GetMetricData", "compute-optimizer:Get*", "sagemaker:List*")
                .doesNotContain("ec2:");
    }

    @Test
    void ownCredentialsReadPricesOnlyForEfficiency() {
        var role = new MemberRole("BursarReader", "bursar-1");
        assertThat(new RoleTemplate("123456789012", null, role, EnumSet.allOf(ReachFeature.class)).ownPolicy())
                .contains(
                        "sts:AssumeRole",
                        "arn:aws:iam::*:role/BursarReader\"},\n{\"Sid\": \"Prices\"",
                        "pricing:GetProducts",
                        "savingsplans:DescribeSavingsPlansOfferingRates");
        assertThat(new RoleTemplate("123456789012", null, role, Set.of(ReachFeature.TAGS)).ownPolicy())
                .contains("arn:aws:iam::*:role/BursarReader")
                .doesNotContain("pricing:");
    }
}
