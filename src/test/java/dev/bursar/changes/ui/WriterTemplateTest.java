package dev.bursar.changes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.WriteKind;
import dev.bursar.setup.reach.OwnPrincipal;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.Construct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;

/** The role that writes, as templates: whom it trusts, what it allows and of which tag keys. */
class WriterTemplateTest {
    private static final OwnPrincipal USER =
            new OwnPrincipal("user", "bursar", List.of("arn:aws:iam::111122223333:user/bursar"));
    private static final List<String> READ_AND_SET = List.of("tag:GetResources", "tag:TagResources", "ec2:CreateTags");
    private static final List<String> REMOVE = List.of("tag:UntagResources", "ec2:DeleteTags");

    private static WriterTemplate template(@Nullable OwnPrincipal only, @Nullable List<String> keys) {
        var actions = new TreeMap<WriteKind, List<String>>();
        actions.put(
                WriteKind.TAGS,
                List.of(
                        "tag:GetResources",
                        "tag:TagResources",
                        "tag:UntagResources",
                        "ec2:CreateTags",
                        "ec2:DeleteTags"));
        actions.put(WriteKind.BUDGETS, List.of("budgets:ModifyBudget", "budgets:ViewBudget"));
        return new WriterTemplate("111122223333", only, "BursarWriter", "bursar-1", actions, keys);
    }

    /** CloudFormation's own tags stand for nothing here. */
    private static final class Plain extends SafeConstructor {
        Plain() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new Construct() {
                @Override
                public Object construct(Node node) {
                    return "";
                }

                @Override
                public void construct2ndStep(Node node, Object object) {}
            });
        }
    }

    private static Object at(WriterTemplate template, Object... steps) {
        Object node = new Yaml(new Plain()).load(template.cloudFormation());
        for (Object step : steps) {
            node = node instanceof List<?> list ? list.get((Integer) step) : ((Map<?, ?>) node).get(step);
        }
        return node;
    }

    @Test
    void itTrustsBursarsOwnUserAlone() {
        var trust =
                at(template(USER, null), "Resources", "Writer", "Properties", "AssumeRolePolicyDocument", "Statement");
        var only = Map.of("aws:PrincipalArn", USER.arns());
        assertThat((List<?>) trust)
                .<Object>extracting(one -> ((Map<?, ?>) one).get("Condition"))
                .containsExactly(
                        Map.of("StringEquals", Map.of("sts:ExternalId", "bursar-1"), "ArnLike", only),
                        Map.of("ArnLike", only));
        assertThat(template(USER, null).terraform())
                .contains(
                        "{ StringEquals = { \"sts:ExternalId\" = \"bursar-1\" }, ArnLike = { \"aws:PrincipalArn\" = [\""
                                + USER.arns().getFirst() + "\"] } }")
                .contains("Condition = { ArnLike = ");
    }

    @Test
    void itTrustsTheAccountWhereNobodyIsKnown() {
        var trust =
                at(template(null, null), "Resources", "Writer", "Properties", "AssumeRolePolicyDocument", "Statement");
        assertThat((List<?>) trust)
                .<Object>extracting(one -> ((Map<?, ?>) one).get("Condition"))
                .containsExactly(Map.of("StringEquals", Map.of("sts:ExternalId", "bursar-1")), null);
    }

    @Test
    void itNamesTheChosenTagKeys() {
        assertThat(at(
                        template(null, List.of("team", "cost")),
                        "Resources",
                        "Writetags",
                        "Properties",
                        "PolicyDocument",
                        "Statement"))
                .isEqualTo(List.of(
                        Map.of(
                                "Effect",
                                "Allow",
                                "Resource",
                                "*",
                                "Action",
                                READ_AND_SET,
                                "Condition",
                                Map.of("ForAllValues:StringEquals", Map.of("aws:TagKeys", List.of("team", "cost")))),
                        Map.of(
                                "Effect",
                                "Allow",
                                "Resource",
                                "*",
                                "Action",
                                REMOVE,
                                "Condition",
                                Map.of(
                                        "ForAllValues:StringEqualsIgnoreCase",
                                        Map.of("aws:TagKeys", List.of("team", "cost"))))));
        assertThat(template(null, List.of("team")).terraform())
                .contains("Condition = { \"ForAllValues:StringEquals\" = { \"aws:TagKeys\" = [\"team\"] } }");
    }

    @Test
    void itAllowsAnyKeyWhereNoneIsChosenAndNoConditionForOtherKinds() {
        assertThat((List<?>)
                        at(template(null, null), "Resources", "Writetags", "Properties", "PolicyDocument", "Statement"))
                .singleElement()
                .satisfies(one -> assertThat(((Map<?, ?>) one).get("Condition")).isNull());
        assertThat((List<?>) at(
                        template(null, List.of("team")),
                        "Resources",
                        "Writebudgets",
                        "Properties",
                        "PolicyDocument",
                        "Statement"))
                .singleElement()
                .satisfies(one -> assertThat(((Map<?, ?>) one).get("Condition")).isNull());
    }
}
