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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is in AWS's format and yet can't be right ends the run with a sentence, at a bounded price, and nothing of it is stored. */
class BrokenResponsesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ASK = "GetCostAndUsage";
    private static final String LIST = "ListAccounts";
    private static final LocalDate FIRST = LocalDate.parse("2026-10-30");
    private static final LocalDate DAY = LocalDate.parse("2026-11-05");
    private static final String ZERO = "\0";
    private static final String HALF = "\ud83d";

    /** One that has stored all that AWS has, for the next test that begins with such a one. */
    private static @Nullable SyncRig kept;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-08T09:00:00Z"));
    private SyncRig rig;
    private boolean recovered;
    private final AtomicInteger spoilt = new AtomicInteger();

    private void start() {
        rig = new SyncRig(clock, Organisation.seeded(7, clock, FIRST), Map.of());
    }

    /** A rig is left to others only if it recovered. */
    @AfterEach
    void stop() {
        if (rig != kept) {
            rig.close();
        } else if (!recovered) {
            close();
        }
    }

    @AfterAll
    static void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "group"})
    void anAnswerWithANullInAListIsRefusedAsAUnit(String which) {
        var before = storedAndChanged();

        RunRow run = spoilt(
                ASK,
                json -> results(json).forEach(result -> {
                    if (which.equals("group")) {
                        ((ArrayNode) result.get("Groups")).addNull();
                    }
                }),
                json -> {
                    if (which.equals("result")) {
                        results(json).addNull();
                    }
                });

        refused(run, which);
        assertThat(Facts.stored(rig)).isEqualTo(before);
        recovers();
    }

    @ParameterizedTest
    @ValueSource(strings = {ZERO, HALF})
    void aTextThatCannotBeKeptExactlyIsRefusedAsAUnit(String none) {
        var before = storedAndChanged();

        RunRow unit = spoilt(
                ASK,
                json -> groups(
                        json,
                        group -> ((ObjectNode) group.get("Metrics").get("UsageQuantity")).put("Unit", "Hrs" + none)));
        RunRow key = spoilt(
                ASK,
                json -> groups(json, group -> {
                    var keys = (ArrayNode) group.get("Keys");
                    keys.set(1, keys.get(1).asString() + none);
                }));

        refused(unit, "the unit of the usage");
        refused(key, "a group's key");
        assertThat(Facts.stored(rig)).isEqualTo(before);
        recovers();
    }

    @Test
    void anAccountsNameThatCannotBeKeptIsLeftOut() {
        storedAndChanged();

        RunRow run = spoilt(
                ASK,
                json -> ((ArrayNode) ((ObjectNode) json).putArray("DimensionValueAttributes"))
                        .addNull()
                        .add(named("000000000071", "a" + ZERO))
                        .add(named("000000000072", "a" + HALF))
                        .add(named("no <id>", "a"))
                        .add(named("000000000073", "kept")));

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(names()).containsEntry("000000000073", "kept").doesNotContainKeys("000000000071", "000000000072");
        recovers();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesWithoutGroupsAreNotPaidForWithoutEnd(boolean first) {
        var before = storedAndChanged();

        RunRow run = spoilt(ASK, json -> {
            ((ObjectNode) json).put("NextPageToken", "token-" + spoilt.get());
            if (first || spoilt.get() > 1) {
                ((ObjectNode) json).putArray("ResultsByTime");
            }
        });

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("did not end");
        assertThat(run.costUsd()).isLessThan(BigDecimal.ONE);
        assertThat(Facts.stored(rig)).isEqualTo(before);
        recovers();
    }

    @ParameterizedTest
    @CsvSource({
        "429, {}, kept throttling requests",
        "404, <html>, HTTP 404",
        "400, '{\"__type\":\"MissingAuthenticationTokenException\"}', AWS rejected the credentials",
        "400, '{\"__type\":\"IncompleteSignatureException\"}', AWS rejected the credentials"
    })
    void aRefusalInOtherWordsSaysWhatToDo(int status, String body, String said) {
        var before = storedAndChanged();

        RunRow run = relayed(Map.of("bursar.aws.backoff", "1ms"), ASK, answer -> new Answer(status, body), "costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains(said);
        assertThat(ProblemText.whatToDo(run.problem())).isNotBlank().doesNotContain("fault of Bursar");
        assertThat(Facts.stored(rig)).isEqualTo(before);
        recovers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "no id", "markup", "the same page", "empty pages", "one token"})
    void aListOfAccountsThatCannotBeRightIsRefusedAsAUnit(String how) {
        start();
        assertThat(rig.run("accounts").state()).isEqualTo(RunState.DONE);
        Map<String, String> before = names();

        RunRow run = spoilt("accounts", LIST, json -> {
            var accounts = (ArrayNode) json.get("Accounts");
            switch (how) {
                case "null" -> accounts.addNull();
                case "no id" -> accounts.addObject().put("Name", "x");
                case "markup" -> accounts.addObject().put("Id", "<b>1</b>");
                case "empty pages" -> {
                    accounts.removeAll();
                    ((ObjectNode) json).put("NextToken", "token-" + spoilt.get());
                }
                case "one token" -> ((ObjectNode) json).put("NextToken", "token");
                default -> ((ObjectNode) json).put("NextToken", "token-" + spoilt.get());
            }
        });

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("rejected the list of accounts");
        assertThat(run.requests()).isLessThan(60);
        assertThat(names()).isEqualTo(before);
        assertThat(rig.run("accounts").state()).isEqualTo(RunState.DONE);
    }

    @Test
    void anAccountWhoseNameCannotBeKeptIsCalledByItsId() {
        start();
        RunRow run = spoilt("accounts", LIST, json -> {
            json.get("Accounts").forEach(account -> ((ObjectNode) account).put("Name", "a" + ZERO));
        });

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(names())
                .isNotEmpty()
                .allSatisfy((id, name) -> assertThat(name).isEqualTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999", "NaN"})
    void aForecastThatIsNoAmountIsRefused(String amount) {
        start();
        RunRow run =
                spoilt("forecast", "GetCostForecast", json -> ((ObjectNode) json.get("Total")).put("Amount", amount));

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("rejected Cost Explorer's forecast");
        assertThat(rig.run("forecast").state()).isEqualTo(RunState.DONE);
    }

    @Test
    void whoDoesNotSpeakHttpCannotBeReached() throws IOException {
        start();
        try (var stranger = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> greet(stranger));
            URI endpoint = URI.create("http://127.0.0.1:" + stranger.getLocalPort());
            try (var node = rig.context(Map.of("bursar.aws.backoff", "1ms"), endpoint)) {
                RunRow run = SyncRig.run(node, "costs");

                assertThat(run.state()).isEqualTo(RunState.FAILED);
                assertThat(ProblemText.what(run.problem())).contains("could not be reached");
                assertThat(run.reference()).isNull();
            }
        }
    }

    private static void greet(ServerSocket stranger) {
        while (!stranger.isClosed()) {
            try (var connection = stranger.accept()) {
                connection.getInputStream().read(new byte[4_096]);
                connection.getOutputStream().write("SSH-2.0-stranger\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the test is over, or the asking side has gone
            }
        }
    }

    @Test
    void aPayerThatAwsDoesNotTellIsNotCalledAnother() {
        var before = storedAndChanged();

        RunRow run = relayed(Map.of(), "GetCallerIdentity", answer -> new Answer(501, "<html>"), "costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("did not identify the credentials' account");
        assertThat(ProblemText.whatToDo(run.problem())).contains("sts:GetCallerIdentity");
        assertThat(Facts.stored(rig)).isEqualTo(before);
        recovers();
    }

    /** What is stored after a first read, and an open month that has changed since. */
    private Map<String, Map<String, BigDecimal>> storedAndChanged() {
        if (kept == null) {
            kept = SyncRig.synced(clock, FIRST);
        }
        rig = kept;
        rig.simulator.requests().clear();
        var before = Facts.stored(rig);
        rig.organisation.add(new Line(
                DAY,
                Cell.usage("111111111111", "Amazon Bedrock", Map.of("team", "vision")),
                Costs.same(BigDecimal.TEN),
                BigDecimal.ONE));
        return before;
    }

    @SafeVarargs
    private RunRow spoilt(String operation, Consumer<JsonNode>... changes) {
        return spoilt("costs", operation, changes);
    }

    @SafeVarargs
    private RunRow spoilt(String job, String operation, Consumer<JsonNode>... changes) {
        return relayed(
                Map.of(),
                operation,
                answer -> {
                    spoilt.incrementAndGet();
                    JsonNode json = answer.status() == 200
                            ? JSON.readTree(answer.body())
                            : JSON.readTree("{\"ResultsByTime\":[],\"Accounts\":[]}");
                    for (Consumer<JsonNode> change : changes) {
                        change.accept(json);
                    }
                    // half of a pair is written as an escape, for it has no bytes of its own
                    return new Answer(200, json.toString().replaceAll("\\p{Cs}", "\\\\ud83d"));
                },
                job);
    }

    private RunRow relayed(
            Map<String, Object> settings,
            String operation,
            java.util.function.UnaryOperator<Answer> change,
            String job) {
        try (var relay = new AwsRelay(
                        rig.simulator.endpoint(),
                        (asked, request, answer) -> asked.equals(operation) ? change.apply(answer) : answer);
                var node = rig.context(settings, relay.endpoint())) {
            return SyncRig.run(node, job);
        }
    }

    private static ArrayNode results(JsonNode answer) {
        return (ArrayNode) answer.get("ResultsByTime");
    }

    private static void groups(JsonNode answer, Consumer<JsonNode> change) {
        results(answer).forEach(result -> result.get("Groups").forEach(change));
    }

    private static ObjectNode named(String account, String name) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("Value", account);
        attributes.putObject("Attributes").put("description", name);
        return attributes;
    }

    private Map<String, String> names() {
        Map<String, String> names = new java.util.TreeMap<>();
        rig.bean(JdbcClient.class)
                .sql("select id, name from account")
                .query((row, number) -> names.put(row.getString("id"), row.getString("name")))
                .list();
        return names;
    }

    private static void refused(RunRow run, String what) {
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem()))
                .contains("rejected an answer")
                .contains(what);
        assertThat(ProblemText.whatToDo(run.problem())).contains("earlier data is unchanged");
    }

    private void recovers() {
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(rig.organisation));
        recovered = true;
    }
}
