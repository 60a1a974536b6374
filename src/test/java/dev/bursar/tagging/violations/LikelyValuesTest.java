package dev.bursar.tagging.violations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.inventory.Resource;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.junit.jupiter.api.Test;

class LikelyValuesTest {
    private static final List<String> KNOWN = List.of("fraud", "platform", "growth");
    private static final TeamValues TEAMS = new TeamValues(KNOWN.stream()
            .map(value -> new TeamValues.Named(value, new TeamId(KNOWN.indexOf(value) + 1), false))
            .toList());
    private static final TagPolicy POLICY = new TagPolicy(
            1, "Team", "team", false, new ValueRule.Team(), null, null, false, false, LocalDate.of(2026, 1, 1), 0, 0);
    private static final String FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:";

    private static List<Likely> of(
            Resource resource, Finding finding, Optional<String> owned, List<Resource> siblings) {
        return LikelyValues.of(
                POLICY,
                new PolicyCheck(POLICY, TEAMS),
                resource,
                finding,
                new KnownValues(KNOWN),
                owned,
                LikelyValues.neighbours("team", siblings));
    }

    private static Resource function(long id, String name, Map<String, String> tags) {
        return TagFixTest.resource(id, FUNCTION + name, tags);
    }

    @Test
    void aTypingErrorIsNearAnAllowedValue() {
        for (String wrong : List.of("fruad", "Fraud", " fraud", "fraudd")) {
            List<Likely> likely = of(
                    function(1, "a", Map.of("team", wrong)),
                    new Finding(Problem.VALUE, wrong),
                    Optional.empty(),
                    List.of());
            assertThat(likely).as(wrong).first().extracting(Likely::value).isEqualTo("fraud");
        }
        assertThat(of(function(1, "a", Map.of()), new Finding(Problem.VALUE, "checkout"), Optional.empty(), List.of()))
                .isEmpty();
    }

    @Test
    void theKeyInAnotherCaseKeepsItsValue() {
        assertThat(of(
                        function(1, "a", Map.of("Team", "growth")),
                        new Finding(Problem.KEY_CASE, "Team"),
                        Optional.empty(),
                        List.of()))
                .first()
                .extracting(Likely::value, Likely::sign)
                .containsExactly("growth", new Sign(Sign.Kind.OTHER_KEY, "Team", 0, 0));
    }

    @Test
    void partsOfAStackBelongTogetherAndSoDoMostOfAnAccount() {
        var siblings = new ArrayList<Resource>();
        for (int i = 2; i < 5; i++) {
            siblings.add(function(i, "s" + i, Map.of("team", "fraud", "aws:cloudformation:stack-name", "api")));
        }
        for (int i = 5; i < 25; i++) {
            siblings.add(function(i, "s" + i, Map.of("team", "platform")));
        }
        List<Likely> likely = of(
                function(1, "growth-worker", Map.of("aws:cloudformation:stack-name", "api")),
                new Finding(Problem.MISSING, null),
                Optional.empty(),
                siblings);
        assertThat(likely)
                .containsExactly(
                        new Likely("fraud", new Sign(Sign.Kind.STACK, "api", 3, 3)),
                        new Likely("growth", Sign.of(Sign.Kind.NAME)),
                        new Likely("platform", new Sign(Sign.Kind.ACCOUNT, "", 20, 23)));
    }

    @Test
    void onlyAllowedValuesAreSuggested() {
        var siblings = new ArrayList<Resource>();
        for (int i = 2; i < 12; i++) {
            siblings.add(function(i, "s" + i, Map.of("team", "nobody-knows")));
        }
        assertThat(of(function(1, "a", Map.of()), new Finding(Problem.MISSING, null), Optional.of("fraud"), siblings))
                .extracting(Likely::value)
                .containsExactly("fraud");
    }
}
