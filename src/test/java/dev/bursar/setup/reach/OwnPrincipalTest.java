package dev.bursar.setup.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.setup.spi.MemberRole;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class OwnPrincipalTest {
    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111122223333:user/bursar, user, bursar, arn:aws:iam::111122223333:user/bursar",
        "arn:aws:iam::111122223333:user/apps/bursar, user, bursar, arn:aws:iam::111122223333:user/apps/bursar",
        "arn:aws:sts::111122223333:assumed-role/Portal/i-0abc, role, Portal,"
                + " arn:aws:iam::111122223333:role/Portal arn:aws:iam::111122223333:role/*/Portal",
        "arn:aws-us-gov:sts::111122223333:assumed-role/Portal/x@y, role, Portal,"
                + " arn:aws-us-gov:iam::111122223333:role/Portal arn:aws-us-gov:iam::111122223333:role/*/Portal",
    })
    void usersAndRolesAreKnownByWhatAwsCallsTheCaller(String arn, String kind, String name, String patterns) {
        assertThat(OwnPrincipal.of(arn)).hasValue(new OwnPrincipal(kind, name, List.of(patterns.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:iam::111122223333:root",
                "arn:aws:sts::111122223333:federated-user/x",
                "arn:aws:iam::111122223333:user/a\"b/bursar",
                "arn:aws:iam::111122223333:user/*",
                "arn:aws:sts::111122223333:assumed-role/Portal",
            })
    void whoIsNeitherIsNotNamed(String arn) {
        assertThat(OwnPrincipal.of(arn)).isEmpty();
    }

    @Test
    void aTemplateTrustsBursarsOwnRoleAlone() {
        OwnPrincipal role = OwnPrincipal.of("arn:aws:sts::111122223333:assumed-role/Portal/i-0abc")
                .orElseThrow();
        assertThat(condition(role))
                .isEqualTo(Map.of(
                        "StringEquals",
                        Map.of("sts:ExternalId", "bursar-1"),
                        "ArnLike",
                        Map.of("aws:PrincipalArn", role.arns())));
        assertThat(condition(null)).isEqualTo(Map.of("StringEquals", Map.of("sts:ExternalId", "bursar-1")));
        assertThat(template(role).terraform())
                .contains("ArnLike      = { \"aws:PrincipalArn\" = [\"arn:aws:iam::111122223333:role/Portal\", ");
    }

    private static RoleTemplate template(@Nullable OwnPrincipal only) {
        return new RoleTemplate(
                "111122223333", only, new MemberRole("BursarReader", "bursar-1"), Set.of(ReachFeature.TAGS));
    }

    /** What a reader of YAML makes of the trust policy's condition. */
    private static Object condition(@Nullable OwnPrincipal only) {
        Object node = new Yaml().load(template(only).cloudFormation());
        for (Object step :
                List.of("Resources", "Reader", "Properties", "AssumeRolePolicyDocument", "Statement", 0, "Condition")) {
            node = node instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) node).get(step);
        }
        return node;
    }
}
