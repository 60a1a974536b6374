package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.AwsRelay;
import dev.bursar.testing.AwsRelay.Answer;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Whoever speaks AWS's protocol honestly is read exactly, also where AWS itself would answer a little otherwise. */
class OtherImplementationsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final LocalDate FIRST = LocalDate.parse("2026-10-30");
    private static final LocalDate DAY = LocalDate.parse("2026-11-02");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-04T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock, FIRST);
    private final SyncRig rig = new SyncRig(clock, organisation, Map.of());

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void groupsThatCancelOutMayBeAbsent(boolean first) {
        try (var relay = new AwsRelay(rig.simulator.endpoint(), OtherImplementationsTest::withoutZeroGroups);
                var node = rig.context(Map.of(), relay.endpoint())) {
            if (!first) {
                done(SyncRig.run(node, "costs"));
            }
            paidByCredit(FIRST, "111111111111");
            paidByCredit(DAY, "222222222222");

            done(SyncRig.run(node, "costs"));

            assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        }
    }

    private void paidByCredit(LocalDate day, String account) {
        Cell usage = Cell.usage(account, "AWS Free Things", Map.of("team", "vision"));
        var credit = new Cell(
                account,
                usage.service(),
                "Credit",
                usage.usageType(),
                usage.operation(),
                usage.instanceType(),
                usage.region(),
                usage.purchaseType(),
                usage.unit(),
                usage.tags());
        organisation.add(new Line(day, usage, Costs.same(new BigDecimal("12.5")), BigDecimal.ONE));
        organisation.add(new Line(day, credit, Costs.same(new BigDecimal("-12.5")), BigDecimal.ZERO));
    }

    private static Answer withoutZeroGroups(String operation, String request, Answer answer) {
        if (!operation.equals("GetCostAndUsage") || answer.status() != 200) {
            return answer;
        }
        JsonNode json = JSON.readTree(answer.body());
        json.get("ResultsByTime")
                .forEach(result -> ((ArrayNode) result.get("Groups"))
                        .removeIf(group -> group.get("Metrics").properties().stream()
                                .filter(metric -> metric.getKey().endsWith("Cost"))
                                .allMatch(metric -> new BigDecimal(metric.getValue()
                                                        .get("Amount")
                                                        .asString())
                                                .signum()
                                        == 0)));
        return new Answer(200, json.toString());
    }

    @Test
    void noMatchOptionIsNeededButAbsent() {
        try (var relay = new AwsRelay(
                        rig.simulator.endpoint(),
                        (operation, request, answer) -> request.contains("CASE_SENSITIVE")
                                ? new Answer(400, "{\"__type\":\"ValidationException\",\"message\":\"Unknown option\"}")
                                : answer);
                var node = rig.context(Map.of(), relay.endpoint())) {
            done(SyncRig.run(node, "costs"));
            organisation.add(new Line(
                    DAY,
                    Cell.usage("111111111111", "Amazon Bedrock", Map.of("team", "vision")),
                    Costs.same(BigDecimal.TEN),
                    BigDecimal.ONE));

            done(SyncRig.run(node, "costs"));

            assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        }
    }

    @Test
    void withoutSecurityTokenServiceThePayerIsUnknown() {
        try (var relay = new AwsRelay(
                        rig.simulator.endpoint(),
                        (operation, request, answer) -> operation.equals("GetCallerIdentity")
                                ? new Answer(501, "<html>Not implemented</html>")
                                : answer);
                var node = rig.context(Map.of(), relay.endpoint())) {
            done(SyncRig.run(node, "costs"));

            assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        }
    }

    @Test
    void aPayerThatCannotBeToldForNowIsNotTakenForAnother() {
        var down = new AtomicBoolean(true);
        try (var relay = new AwsRelay(
                        rig.simulator.endpoint(),
                        (operation, request, answer) -> operation.equals("GetCallerIdentity") && down.get()
                                ? new Answer(503, "<html>Service unavailable</html>")
                                : answer);
                AnnotationConfigApplicationContext node = rig.context(Map.of(), relay.endpoint())) {
            RunRow run = SyncRig.run(node, "costs");

            assertThat(run.state()).isEqualTo(RunState.FAILED);
            assertThat(ProblemText.what(run.problem()))
                    .contains("sts:GetCallerIdentity")
                    .contains("503");
            down.set(false);
            done(SyncRig.run(node, "costs"));
            done(rig.run("costs"));
            assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        }
    }

    @Test
    void oneGroupMayHaveCostsInTwoCurrencies() {
        try (var relay = new AwsRelay(rig.simulator.endpoint(), OtherImplementationsTest::inEurosToo);
                var node = rig.context(Map.of(), relay.endpoint())) {
            done(SyncRig.run(node, "costs"));

            Map<String, Map<String, BigDecimal>> both = Facts.source(organisation);
            both.values()
                    .forEach(slice -> Map.copyOf(slice)
                            .forEach((key, amount) -> slice.put(key.replace("|USD|", "|EUR|"), amount)));
            assertThat(Facts.stored(rig)).isEqualTo(both);
        }
    }

    private static Answer inEurosToo(String operation, String request, Answer answer) {
        if (!operation.equals("GetCostAndUsage") || answer.status() != 200) {
            return answer;
        }
        JsonNode json = JSON.readTree(answer.body());
        json.get("ResultsByTime").forEach(result -> {
            var groups = (ArrayNode) result.get("Groups");
            groups.addAll((ArrayNode) JSON.readTree(groups.toString().replace("\"USD\"", "\"EUR\"")));
        });
        return new Answer(200, json.toString());
    }

    private static void done(RunRow run) {
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
    }
}
