package dev.bursar.budgets.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.writes.BudgetProposals.NoticePlan;
import dev.bursar.budgets.writes.Drift.Part;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what was written, what Bursar has now and what AWS has now differ; and names, notifications and JSON that mean the same. */
class DriftTest {
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");
    private static final List<LocalDate> PERIODS = List.of(NOVEMBER, NOVEMBER.plusMonths(1), NOVEMBER.plusMonths(2));
    /** November and December. */
    private static final String PLANNED =
            "\"PlannedBudgetLimits\":{\"1793491200\":{\"Amount\":\"%s\",\"Unit\":\"USD\"},\"1796083200\":{\"Amount\":\"%s\",\"Unit\":\"USD\"}}";

    private static final String FILTER =
            "\"FilterExpression\":{\"Tags\":{\"Key\":\"team\",\"Values\":[\"a\",\"b\"]}},\"Metrics\":[\"NetAmortizedCost\"]";

    private static String members(String limit) {
        return "{\"TimeUnit\":\"MONTHLY\"," + FILTER + "," + limit + "}";
    }

    private static String limit(String amount) {
        return "\"BudgetLimit\":{\"Amount\":\"" + amount + "\",\"Unit\":\"USD\"}";
    }

    private static String part(String members) {
        return "{\"Budget\":" + members + "}";
    }

    private static Drift drift(String written, String ours, String aws) {
        return Drift.of(new Drift.Sides(part(written), part(ours), aws, PERIODS), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, 100.0, , ",
        "100, 100, 120, false, true",
        "100, 130, 100, true, false",
        "100, 130, 120, true, true",
        // both moved to the same
        "100, 130, 130.00, , ",
    })
    void limits(String written, String ours, String aws, Boolean oursMoved, Boolean awsChanged) {
        Drift drift = drift(members(limit(written)), members(limit(ours)), members(limit(aws)));
        if (oursMoved == null) {
            assertThat(drift).isEqualTo(Drift.NONE);
        } else {
            assertThat(drift.differences()).singleElement().satisfies(one -> {
                assertThat(one.part()).isEqualTo(Part.LIMIT);
                assertThat(one.oursMoved()).isEqualTo(oursMoved);
                assertThat(one.awsChanged()).isEqualTo(awsChanged);
            });
            assertThat(drift.canBeTaken()).isTrue();
        }
    }

    @Test
    void plannedLimitsCountByPeriodAndTheLastOneGoesOn() {
        String same = members(PLANNED.formatted("100.0", "100"));
        assertThat(drift(members(limit("100")), members(limit("100")), same).isAny())
                .isFalse();
        String rising = members(PLANNED.formatted("100", "150"));
        assertThat(drift(members(limit("100")), members(limit("100")), rising).differences())
                .extracting(Drift.Difference::part)
                .containsExactly(Part.LIMIT);
        assertThat(Drift.limitsOf(rising, PERIODS)).contains(List.of(new BigDecimal("100"), new BigDecimal("150")));
        assertThat(Drift.limitsOf(members(limit("7").replace("USD", "EUR")), PERIODS))
                .isEmpty();
        String adjusted = members(limit("100") + ",\"AutoAdjustData\":{\"AutoAdjustType\":\"HISTORICAL\"}");
        assertThat(drift(members(limit("100")), members(limit("100")), adjusted).isAny())
                .isTrue();
        assertThat(Drift.limitsOf(adjusted, PERIODS)).isEmpty();
    }

    @Test
    void costsPeriodAndDeletion() {
        String ours = members(limit("100"));
        String reordered = ours.replace("[\"a\",\"b\"]", "[\"b\",\"a\"]");
        assertThat(drift(ours, ours, reordered).isAny()).isFalse();
        String withTypes = ours.replace("{\"TimeUnit\"", "{\"CostTypes\":{\"UseBlended\":false},\"TimeUnit\"");
        assertThat(drift(ours, ours, withTypes).isAny())
                .as("in the form that isn't used")
                .isFalse();
        Drift value = drift(ours.replace("[\"a\",\"b\"]", "[\"a\"]"), ours, ours.replace("[\"a\",\"b\"]", "[\"a\"]"));
        assertThat(value.differences()).singleElement().satisfies(one -> {
            assertThat(one.part()).isEqualTo(Part.COSTS);
            assertThat(one.oursMoved()).as("a new tag value of the team").isTrue();
            assertThat(one.awsChanged()).isFalse();
        });
        assertThat(value.canBeTaken()).isFalse();
        assertThat(drift(ours, ours, ours.replace("MONTHLY", "DAILY")).differences())
                .extracting(Drift.Difference::part)
                .containsExactly(Part.TIME_UNIT);
        assertThat(Drift.of(new Drift.Sides(part(ours), part(ours), null, PERIODS), Optional.empty()))
                .isEqualTo(new Drift(true, List.of()));
    }

    private static String notice(int percent) {
        return BudgetJson.notification("ACTUAL", BigDecimal.valueOf(percent));
    }

    private static String told(int percent) {
        return "{\"Notification\":" + notice(percent)
                + ",\"Subscribers\":[{\"Address\":\"a@example.com\",\"SubscriptionType\":\"EMAIL\"}]}";
    }

    private static Drift notices(List<String> written, List<String> ours, List<String> aws) {
        String same = members(limit("100"));
        return Drift.of(
                new Drift.Sides(part(same), part(same), same, PERIODS),
                Optional.of(new Drift.Notices(written, ours, Optional.of(aws))));
    }

    @Test
    void notifications() {
        List<String> written = List.of(told(50), told(80));
        List<String> there = List.of(notice(50).replace("50", "50.0"), notice(80));
        assertThat(notices(written, List.of(notice(80), notice(50)), there).isAny())
                .isFalse();
        assertThat(notices(written, List.of(notice(50), notice(80)), List.of(notice(50), notice(80), notice(99)))
                        .isAny())
                .as("another one of somebody else's")
                .isFalse();
        assertThat(notices(written, List.of(notice(50), notice(90)), there).differences())
                .singleElement()
                .satisfies(one -> assertThat(one.oursMoved()).isTrue());
        assertThat(notices(written, List.of(notice(50), notice(80)), List.of(notice(50)))
                        .differences())
                .singleElement()
                .satisfies(one -> assertThat(one.awsChanged()).isTrue());
    }

    @Test
    void aChangedThresholdIsOneUpdateOfTheWholeOldOne() {
        List<String> written = List.of(told(50), told(80));
        List<String> there = List.of(notice(50), notice(80));
        assertThat(NoticePlan.of(written, List.of(notice(50), notice(90)), there))
                .containsExactly(new NoticePlan(notice(80), notice(90)));
        assertThat(NoticePlan.of(written, List.of(notice(50)), there))
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.wanted()).isNull();
                    assertThat(plan.before()).contains("80", "a@example.com");
                });
        assertThat(NoticePlan.of(written, List.of(notice(50), notice(80)), List.of(notice(50))))
                .singleElement()
                .satisfies(plan -> {
                    assertThat(plan.before()).isNull();
                    assertThat(plan.wanted()).contains("80", "a@example.com");
                });
        assertThat(NoticePlan.of(written, List.of(notice(50), notice(80)), there))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "team search, true",
        "a:b, false",
        "a\\b, false",
        "x/action/y, false",
        "x <SCRIPT>y</script>, false",
        "'', false",
        "' blank ', false",
    })
    void names(String name, boolean allowed) {
        assertThat(AwsName.isAllowed(name)).isEqualTo(allowed);
    }

    @Test
    void namesHaveALength() {
        assertThat(AwsName.isAllowed("x".repeat(100))).isTrue();
        assertThat(AwsName.isAllowed("x".repeat(101))).isFalse();
        assertThat(AwsName.isAllowed(AwsName.suggested("a:b\\/action/<script>" + "y".repeat(200), "Monthly")))
                .isTrue();
    }
}
