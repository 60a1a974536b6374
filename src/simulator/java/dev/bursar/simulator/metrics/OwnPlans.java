package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.Plan;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The Savings Plans of the payer: two that cover what the organisation uses, one that ended on a 14th, and one that begins next year. */
final class OwnPlans {
    private static final int LAST_DAY = 14;
    private static final long YEAR_SECONDS = 31_536_000;

    private final Clock clock;

    OwnPlans(Clock clock) {
        this.clock = clock;
    }

    List<ObjectNode> asked(ObjectNode request) {
        var states = SavingsPlans.among(request, "states");
        var arns = SavingsPlans.among(request, "savingsPlanArns");
        var ids = SavingsPlans.among(request, "savingsPlanIds");
        return all().stream()
                .filter(plan -> states.test(plan.path("state").asString(""))
                        && arns.test(plan.path("savingsPlanArn").asString(""))
                        && ids.test(plan.path("savingsPlanId").asString("")))
                .toList();
    }

    private List<ObjectNode> all() {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var ended = today.getDayOfMonth() > LAST_DAY
                ? today.withDayOfMonth(LAST_DAY)
                : today.minusMonths(1).withDayOfMonth(LAST_DAY);
        var plans = new ArrayList<ObjectNode>();
        plans.add(plan(
                Plan.MACHINE_LEARNING.arn(),
                "SageMaker",
                "active",
                today.minusMonths(8).withDayOfMonth(3),
                "2.5"));
        plans.add(plan(
                Plan.COMPUTE.arn(), "Compute", "active", today.minusMonths(5).withDayOfMonth(20), "1.2"));
        plans.add(plan(
                arn("e0000000-0000-4000-8000-000000000001"),
                "EC2Instance",
                "retired",
                ended.minusYears(1).plusDays(1),
                "0.4"));
        plans.add(plan(
                arn("e0000000-0000-4000-8000-000000000002"),
                "Compute",
                "queued",
                today.plusYears(1).withDayOfYear(1),
                "2"));
        return plans;
    }

    private static String arn(String id) {
        return "arn:aws:savingsplans::" + Organisation.PAYER + ":savingsplan/" + id;
    }

    /** A year long, to the last second of the day before. */
    private static ObjectNode plan(String arn, String type, String state, LocalDate start, String commitment) {
        var json = Json.object()
                .put("offeringId", "5d9a5b1c-2a1f-4e0c-9a55-7d1f0000000" + type.length() % 10)
                .put("savingsPlanId", arn.substring(arn.lastIndexOf('/') + 1))
                .put("savingsPlanArn", arn)
                .put("description", "1 year No Upfront " + type + " Savings Plan")
                .put("start", start + "T00:00:00.000Z")
                .put("end", start.plusYears(1).minusDays(1) + "T23:59:59.000Z")
                .put("state", state)
                .put("savingsPlanType", type)
                .put("paymentOption", "No Upfront")
                .put("currency", "USD")
                .put("commitment", commitment)
                .put("upfrontPaymentAmount", "0.0")
                .put("recurringPaymentAmount", commitment)
                .put("termDurationInSeconds", YEAR_SECONDS);
        if (type.equals("EC2Instance")) {
            json.put("region", "us-east-1").put("ec2InstanceFamily", "m5");
        }
        json.putArray("productTypes").add(type.equals("SageMaker") ? "SageMaker" : "EC2");
        json.putObject("tags");
        return json;
    }
}
