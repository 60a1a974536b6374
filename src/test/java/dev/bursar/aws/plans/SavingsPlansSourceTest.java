package dev.bursar.aws.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.causes.spi.SavingsPlan;
import dev.bursar.causes.spi.SavingsPlanSource;
import dev.bursar.sync.SourceProblem;
import dev.bursar.testing.CannedAws;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's list of Savings Plans over HTTP. */
class SavingsPlansSourceTest {
    private static final String LIST = "DescribeSavingsPlans";
    private static final String ARN = "arn:aws:savingsplans::123456789012:savingsplan/a";

    private static CannedAws aws;

    @BeforeAll
    static void start() {
        aws = new CannedAws(
                new MovableClock(Instant.parse("2026-11-24T09:00:00Z")), Map.of("bursar.aws.attempts", "2"));
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @BeforeEach
    void reset() {
        aws.reset();
    }

    private static String page(@Nullable String token, String... plans) {
        return "{\"savingsPlans\":[" + String.join(",", plans) + "]"
                + (token == null ? "" : ",\"nextToken\":\"" + token + "\"") + "}";
    }

    private static String plan(String arn, String start, String end) {
        return """
            {"savingsPlanArn":"%s","savingsPlanType":"Compute","state":"retired","start":"%s","end":"%s","commitment":"1.0"}\
            """.formatted(arn, start, end);
    }

    private static List<SavingsPlan> plans() {
        return aws.bean(SavingsPlanSource.class).all(aws.meter());
    }

    @Test
    void plansAreReadPageByPageAndOnce() {
        aws.answers(
                LIST,
                page("two", plan(ARN, "2025-11-15T00:00:00.000Z", "2026-11-14T23:59:59.000Z")),
                page("three"),
                page(
                        null,
                        plan(ARN, "2025-11-15T00:00:00Z", "2026-11-14T23:59:59Z"),
                        "{\"savingsPlanArn\":\"" + ARN + "b\",\"state\":\"queued\"}"));

        assertThat(plans())
                .containsExactly(new SavingsPlan(
                        ARN,
                        "Compute",
                        "retired",
                        Instant.parse("2025-11-15T00:00:00Z"),
                        Instant.parse("2026-11-14T23:59:59Z")));
        assertThat(aws.metered()).containsEntry("savingsplans:DescribeSavingsPlans 123456789012 ", 3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":\"active\"}",
                "{\"savingsPlanArn\":\"arn:x\",\"start\":\"soon\",\"end\":\"2026-11-14T23:59:59Z\"}",
                "{\"savingsPlanArn\":\"arn:x\",\"start\":\"2026-11-14T23:59:59Z\"}",
                "{\"savingsPlanArn\":\"arn:x\",\"start\":\"2026-11-14T23:59:59Z\",\"end\":\"2026-11-14T23:59:59Z\"}",
            })
    void anAnswerThatCannotBeTrustedIsRefusedAsAWhole(String plan) {
        aws.answers(LIST, page(null, plan(ARN, "2025-11-15T00:00:00Z", "2026-11-14T23:59:59Z"), plan));

        assertThat(catchThrowableOfType(SourceProblem.class, SavingsPlansSourceTest::plans)
                        .kind())
                .isEqualTo(SourceProblem.Kind.BAD_ANSWER);
    }

    @Test
    void pagesThatDoNotEndAreRefused() {
        aws.answers(LIST, page("same", plan(ARN, "2025-11-15T00:00:00Z", "2026-11-14T23:59:59Z")));

        assertThat(catchThrowableOfType(SourceProblem.class, SavingsPlansSourceTest::plans)
                        .kind())
                .isEqualTo(SourceProblem.Kind.BAD_ANSWER);
    }
}
