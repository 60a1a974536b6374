package dev.bursar.inventory.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChargedResourcesTest {
    private static final String ONE = "111122223333";
    private static final String OTHER = "444455556666";
    private final ChargedResources charged = new ChargedResources();

    ChargedResourcesTest() {
        charged.add(1, "arn:aws:ec2:eu-central-1:" + ONE + ":instance/i-0abc", ONE);
        charged.add(2, "arn:aws:s3:::reports", ONE);
        charged.add(3, "arn:aws:glue:eu-central-1:" + ONE + ":job/reports", ONE);
        charged.add(4, "arn:aws:logs:eu-central-1:" + ONE + ":log-group:/web/app", ONE);
        charged.add(5, "arn:aws:s3:::only", OTHER);
    }

    @Test
    void findsArnsIdsAndNames() {
        assertThat(charged.of(ONE, "arn:aws:ec2:eu-central-1:" + ONE + ":instance/i-0abc", "x"))
                .hasValue(1);
        assertThat(charged.of(ONE, "i-0abc", "Amazon Elastic Compute Cloud")).hasValue(1);
        assertThat(charged.of(ONE, "arn:aws:logs:eu-central-1:" + ONE + ":log-group:/web/app:*", "AmazonCloudWatch"))
                .hasValue(4);
        assertThat(charged.of(OTHER, "only", "Amazon Simple Storage Service")).hasValue(5);
    }

    @Test
    void aNameOfSeveralIsThatOfTheChargesService() {
        assertThat(charged.of(ONE, "reports", "Amazon Simple Storage Service")).hasValue(2);
        assertThat(charged.of(ONE, "reports", "AWS Glue")).hasValue(3);
        assertThat(charged.of(ONE, "reports", "Amazon Athena")).isEmpty();
    }

    @Test
    void aNameInAnotherAccountIsAnotherResource() {
        assertThat(charged.of(OTHER, "i-0abc", "Amazon Elastic Compute Cloud")).isEmpty();
        assertThat(charged.of(ONE, "only", "Amazon Simple Storage Service")).isEmpty();
        assertThat(charged.of(ONE, "arn:aws:ec2:eu-central-1:" + ONE + ":instance/i-0abd", "x"))
                .isEmpty();
    }
}
