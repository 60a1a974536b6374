package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostExpression;
import dev.bursar.costexplorer.spi.CostExpression.All;
import dev.bursar.costexplorer.spi.CostExpression.Any;
import dev.bursar.costexplorer.spi.CostExpression.Is;
import dev.bursar.costexplorer.spi.CostExpression.Tagged;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several questions about one tag each give what one question about the values that name teams would, if Cost Explorer took it. */
class KeyQuestionsTest {
    private static final LocalDate FROM = LocalDate.parse("2026-09-20");
    private static final LocalDate TO = LocalDate.parse("2026-11-10");
    private static final String CALLER = "iamPrincipal/team";
    private static final List<String> KEYS = List.of("team", CALLER, "squad");
    private static final List<String> SERVICES =
            List.of("Amazon EC2", "Amazon Bedrock", "Claude Sonnet 4.6 (Amazon Bedrock Edition)", "Tax");

    /** What AWS has of one line of costs. */
    private record Fact(LocalDate day, Map<CostDimension, String> of, Map<String, String> tags, BigDecimal cost) {}

    private final Random random = new Random(52);
    private final List<CostRequest> asked = new ArrayList<>();

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < 300; i++) {
            String service = one(SERVICES);
            var tags = new TreeMap<String, String>();
            for (String key : KEYS) {
                if (random.nextInt(3) == 0 && (!key.equals(CALLER) || service.contains("Bedrock"))) {
                    tags.put(key, one(List.of("nlp", "fraud", "search")));
                }
            }
            facts.add(new Fact(
                    FROM.plusDays(random.nextInt((int) ChronoUnit.DAYS.between(FROM, TO))),
                    Map.of(
                            CostDimension.ACCOUNT,
                            one(List.of("111111111111", "222222222222")),
                            CostDimension.SERVICE,
                            service,
                            CostDimension.RECORD_TYPE,
                            one(List.of("Usage", "Credit"))),
                    tags,
                    BigDecimal.valueOf(random.nextInt(1_000) + 1, 2)));
        }
        return facts;
    }

    private TeamKeys order() {
        var left = new ArrayList<>(KEYS);
        Collections.shuffle(left, random);
        return new TeamKeys(left.subList(0, 1 + random.nextInt(3)).stream()
                .map(key -> new Key(key, random.nextBoolean() ? null : FROM.plusDays(random.nextInt(50))))
                .toList());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private CostRequest question() {
        var dimensions = new ArrayList<>(List.of(CostDimension.values()));
        Collections.shuffle(dimensions, random);
        List<CostDimension> by = dimensions.subList(0, 2);
        var fixed = dimensions.subList(2, 4).stream()
                .filter(any -> random.nextInt(3) > 0)
                .map(dimension -> switch (dimension) {
                    case TAG ->
                        new Is(
                                dimension,
                                random.nextBoolean() ? List.of("nlp", "") : List.of(one(List.of("", "fraud"))));
                    case SERVICE -> new Is(dimension, List.of(one(SERVICES)));
                    case ACCOUNT -> new Is(dimension, List.of("111111111111"));
                    case RECORD_TYPE -> new Is(dimension, List.of("Usage"));
                })
                .map(CostExpression.class::cast)
                .toList();
        return new CostRequest(
                FROM,
                TO,
                one(List.of(Granularity.DAILY, Granularity.MONTHLY)),
                by,
                fixed.isEmpty() ? null : fixed.size() == 1 ? fixed.getFirst() : new All(fixed));
    }

    /** As Cost Explorer answers: by one tag, without groups that have no cost. */
    private CostResponse answer(List<Fact> facts, CostRequest question) {
        return groups(
                facts,
                question,
                fact -> fact.tags().getOrDefault(String.valueOf(question.tagKey()), ""),
                question.filter());
    }

    private static CostResponse groups(
            List<Fact> facts, CostRequest question, Function<Fact, String> value, @Nullable CostExpression filter) {
        Map<List<String>, BigDecimal> sums = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (!fact.day().isBefore(question.from())
                    && fact.day().isBefore(question.to())
                    && (filter == null || matches(filter, fact, value))) {
                var key = new ArrayList<String>();
                key.add(question.granularity().periodOf(fact.day()).toString());
                question.groupBy()
                        .forEach(by -> key.add(
                                by == CostDimension.TAG
                                        ? value.apply(fact)
                                        : fact.of().get(by)));
                sums.merge(key, fact.cost(), BigDecimal::add);
            }
        }
        return new CostResponse(
                sums.entrySet().stream()
                        .map(sum -> new CostResponse.Group(
                                LocalDate.parse(sum.getKey().getFirst()),
                                sum.getKey().subList(1, sum.getKey().size()),
                                amounts(sum.getValue())))
                        .toList(),
                Set.of(),
                Map.of(),
                1);
    }

    private static CostAmounts amounts(BigDecimal cost) {
        return new CostAmounts("USD", cost, cost, cost, cost, null, null);
    }

    private static boolean matches(CostExpression filter, Fact fact, Function<Fact, String> value) {
        return switch (filter) {
            case Is(CostDimension dimension, List<String> values) ->
                values.contains(
                        dimension == CostDimension.TAG
                                ? value.apply(fact)
                                : fact.of().get(dimension));
            case Tagged(String key, List<String> values) ->
                values.contains(fact.tags().getOrDefault(key, ""));
            case All(List<CostExpression> of) -> of.stream().allMatch(one -> matches(one, fact, value));
            case Any(List<CostExpression> of) -> of.stream().anyMatch(one -> matches(one, fact, value));
        };
    }

    private static Map<List<Object>, BigDecimal> sums(CostResponse response) {
        var sums = new HashMap<List<Object>, BigDecimal>();
        response.groups()
                .forEach(group -> assertThat(sums.put(
                                List.of(group.period(), group.keys()),
                                group.amounts().unblended()))
                        .as("%s twice", group)
                        .isNull());
        return sums;
    }

    private KeyQuestions.Answer ask(
            List<Fact> facts, CostRequest question, TeamKeys keys, @Nullable Map<String, Set<String>> carriers) {
        return new KeyQuestions(question, keys, carriers).answer((number, one) -> {
            asked.add(one);
            return answer(facts, one);
        });
    }

    /** Which services have a value of each key, as the probe finds it. */
    private Map<String, Set<String>> carriers(List<Fact> facts, TeamKeys keys) {
        var probe =
                new CostRequest(FROM, TO, Granularity.MONTHLY, List.of(CostDimension.TAG, CostDimension.SERVICE), null);
        return ask(facts, probe, keys, null).carriers();
    }

    @Test
    void anyQuestionIsAnsweredAsIfThereWereOneTag() {
        for (int i = 0; i < 2_000; i++) {
            List<Fact> facts = facts();
            TeamKeys keys = order();
            CostRequest question = question();
            CostResponse wanted =
                    groups(facts, question, fact -> keys.value(fact.tags(), fact.day()), question.filter());
            for (var carriers : Arrays.asList(null, carriers(facts, keys))) {
                KeyQuestions.Answer answer = ask(facts, question, keys, carriers);
                assertThat(sums(answer.costs())).as("%s by %s", question, keys).isEqualTo(sums(wanted));
                assertThat(answer.unproven()).isEmpty();
                assertThat(answer.questions()).isEqualTo(answer.costs().pages());
            }
        }
    }

    @Test
    void aTagAloneIsAskedForAsBefore() {
        CostRequest question = new CostRequest(
                FROM,
                TO,
                Granularity.DAILY,
                List.of(CostDimension.ACCOUNT, CostDimension.TAG),
                new Is(CostDimension.SERVICE, List.of("Tax")));
        ask(facts(), question, TeamKeys.of("team"), null);
        assertThat(asked).containsExactly(question.about("team"));
    }

    @Test
    void aCallersKeyIsAskedForOfModelsOnly() {
        var probe =
                new CostRequest(FROM, TO, Granularity.DAILY, List.of(CostDimension.TAG, CostDimension.SERVICE), null);
        var keys = new TeamKeys(List.of(new Key("team", null), new Key(CALLER, null)));
        List<Fact> facts = facts();
        ask(facts, probe, keys, null);
        assertThat(asked.getLast().filter())
                .isEqualTo(new All(List.of(
                        new Tagged("team", List.of("")), new Is(CostDimension.SERVICE, SERVICES.subList(1, 3)))));
        assertThat(asked.getLast().tagKey()).isEqualTo(CALLER);

        asked.clear();
        ask(
                facts.stream()
                        .filter(fact -> !fact.of().get(CostDimension.SERVICE).contains("Bedrock"))
                        .toList(),
                probe,
                keys,
                null);
        assertThat(asked).as("no model has cost without a value").hasSize(1);
    }

    @Test
    void whatDoesNotAddUpToWhatWasLeftIsSaid() {
        var probe =
                new CostRequest(FROM, TO, Granularity.DAILY, List.of(CostDimension.TAG, CostDimension.SERVICE), null);
        var keys = new TeamKeys(List.of(new Key("team", null), new Key("squad", null)));
        List<Fact> facts = facts();
        Fact changed = facts.stream()
                .filter(fact -> !fact.tags().containsKey("team"))
                .findFirst()
                .orElseThrow();
        var answer = new KeyQuestions(probe, keys, null)
                .answer((number, one) -> answer(
                        number == 0
                                ? facts
                                : facts.stream().filter(fact -> fact != changed).toList(),
                        one));
        assertThat(answer.unproven()).containsExactly(changed.day());
    }

    @Test
    void keysOfAPeriodAreRemembered() {
        LocalDate day = LocalDate.parse("2026-10-15");
        var keys = new TeamKeys(List.of(new Key("team", null), new Key("squad", day)));
        assertThat(KeyQuestions.text(TeamKeys.of("team"), FROM, TO)).isEqualTo("team");
        assertThat(KeyQuestions.text(keys, FROM, day)).isEqualTo("team");
        assertThat(KeyQuestions.text(keys, day, TO)).isEqualTo("team\nsquad");
        String within = KeyQuestions.text(keys, FROM, TO);
        assertThat(within).isEqualTo("team\n\n2026-10-15\nteam\nsquad");
        assertThat(KeyQuestions.comparable("team", within)).isTrue();
        assertThat(KeyQuestions.comparable("team\nsquad", "team")).isTrue();
        assertThat(KeyQuestions.comparable("squad", within)).isFalse();
        assertThat(KeyQuestions.comparable("team\nsquad", "team\nother")).isFalse();
        assertThat(KeyQuestions.comparable("", "team")).isFalse();
    }
}
