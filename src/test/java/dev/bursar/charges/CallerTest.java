package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.models.InferenceProfile;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void aCallerIsAnAccountsRoleOrUser() {
        assertThat(text("arn:aws:sts::012345678901:assumed-role/ChatApp")).isEqualTo("012345678901:role/ChatApp");
        assertThat(text("arn:aws:iam::012345678901:role/apps/ChatApp")).isEqualTo("012345678901:role/ChatApp");
        assertThat(text("arn:aws-us-gov:sts::111122223333:assumed-role/ChatApp"))
                .isEqualTo("111122223333:role/ChatApp");
        assertThat(text("arn:aws-cn:iam::012345678901:user/apps/ci")).isEqualTo("012345678901:user/ci");
        assertThat(text("arn:aws:iam::012345678901:root")).isEqualTo("012345678901:root");
        assertThat(text("arn:aws:sts::012345678901:federated-user")).isEqualTo("012345678901:federated-user");
        assertThat(text("other")).isEmpty();
        assertThat(text("")).isEmpty();
        assertThat(text("arn:aws:s3:::bucket")).isEmpty();
    }

    @Test
    void whatAPersonTypesIsACallerWithoutASession() {
        assertThat(Caller.meant("arn:aws:sts::012345678901:assumed-role/ChatApp/someone@example.com"))
                .contains("012345678901:role/ChatApp");
        assertThat(Caller.meant(" ChatApp ")).contains("role/ChatApp");
        assertThat(Caller.meant("user/ci")).contains("user/ci");
        assertThat(Caller.meant("012345678901:role/ChatApp")).contains("012345678901:role/ChatApp");
        assertThat(Caller.meant("role/ChatApp/someone@example.com")).isEmpty();
        assertThat(Caller.meant("")).isEmpty();
        assertThat(Caller.meant("a b")).isEmpty();
    }

    @Test
    void aProfileIsWhatTheResourceSays() {
        String arn = "arn:aws:bedrock:us-east-1:012345678901:";
        assertThat(InferenceProfile.of(arn + "application-inference-profile/abc123"))
                .contains(new InferenceProfile("012345678901", "application-inference-profile/abc123"));
        assertThat(InferenceProfile.of(arn + "inference-profile/us.anthropic.claude-v1:0"))
                .contains(new InferenceProfile("012345678901", "inference-profile/us.anthropic.claude-v1:0"));
        assertThat(InferenceProfile.of(arn + "provisioned-model/abc")).isEmpty();
        assertThat(InferenceProfile.of("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0"))
                .isEmpty();
        assertThat(InferenceProfile.of("")).isEmpty();
        assertThat(InferenceProfile.meant(arn + "application-inference-profile/abc123"))
                .contains("012345678901:application-inference-profile/abc123");
        assertThat(InferenceProfile.meant("abc123")).contains("application-inference-profile/abc123");
        assertThat(InferenceProfile.meant("us.anthropic.claude-v1:0"))
                .contains("inference-profile/us.anthropic.claude-v1:0");
        assertThat(InferenceProfile.meant("a b")).isEmpty();
    }

    private static String text(String stored) {
        return Caller.of(stored).map(Caller::text).orElse("");
    }
}
