package dev.bursar.efficiency.text;

import dev.bursar.efficiency.formula.Ec2Idle;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Why a figure is not known, a sentence each. */
public final class ReasonText {
    private ReasonText() {}

    /** Nothing where there is no reason. */
    public static String of(@Nullable Reason reason) {
        return switch (reason) {
            case null -> "";
            case NO_METRICS -> "CloudWatch has no metrics for these hours.";
            case ABOVE_CAPACITY ->
                "The metrics are larger than the instance\u2019s capacity, below zero, or not numbers.";
            case NO_SPECIFICATION -> "The vCPUs and memory of this instance type are not known.";
            case INSTANCE_TYPE_NOT_GIVEN -> "AWS doesn\u2019t say which instance type runs.";
            case NO_PRICE -> "AWS lists no price for this instance type here.";
            case NO_GPU -> "This instance type has no accelerator.";
            case NO_AGENT_METRICS -> "The CloudWatch agent sends no GPU metrics.";
            case AGENT_NOT_READ -> "Whether the CloudWatch agent sends GPU metrics is not known.";
            case MODEL_UNITS -> "AWS publishes no metric of how full a model unit is.";
            case NOT_AN_ENDPOINT -> "It is worked out for endpoints only.";
            case COVERAGE_TOO_LOW -> "Too few of the billed hours are measured.";
            case COVERAGE_TOO_HIGH -> "More hours are measured than billed.";
            case NO_CHARGES -> "There are no charges by resource for these days.";
            case OTHER_TEAM -> "A part of its cost belongs to another team.";
            case NO_QUEUE_METRICS -> "CloudWatch has no metrics of the endpoint\u2019s queue for these hours.";
            case NOT_READ_CAP -> "A spending cap stopped the reading of its metrics.";
            case NOT_READ_DENIED -> "AWS refused to give its metrics.";
            case NOT_READ -> "Its metrics could not be read.";
            case NO_WHOLE_DAY -> "It has not run for a whole day at its present size.";
            case NO_REQUESTS -> "There were no requests.";
            case FEWER_THAN_14_DAYS -> "There are fewer than 14 days of metrics.";
            case FEWER_THAN_30_HOURS -> "There are fewer than 30 hours of metrics.";
            case SERVERLESS -> "Serverless endpoints publish no utilisation.";
            case ASYNCHRONOUS -> "It is not worked out for asynchronous endpoints.";
            case MULTI_MODEL -> "AWS publishes no count of requests per model.";
            case PARTLY_MEASURED -> "Some parts have metrics on this day and others have none.";
            case RESERVATION_NOT_GIVEN -> "AWS doesn\u2019t say what each copy reserves.";
            case NO_FIT -> "Usage doesn\u2019t follow the number of requests closely enough.";
            case LATENCY_ABOVE_LIMIT -> "Latency was above the limit even at few requests.";
        };
    }

    /** Why nothing is proposed. */
    static String of(Ground ground) {
        return switch (ground) {
            case TOO_FEW_HOURS -> "Fewer than 30 hours are measured.";
            case CPU_NOT_KNOWN -> "How much CPU the load needs is not known.";
            case NO_PRICE -> "AWS lists no price for the current instance type here.";
            case LOAD_OUTGROWS_ALL -> "No instance type that is offered here is large enough for the load.";
            case ARCHITECTURE_NOT_KNOWN ->
                "Which processor architecture the current instance type has is not known, so only types of its family"
                        + " are compared.";
            case RATE_NOT_KNOWN -> "How many requests other instance types answer within the latency is not known.";
            case ALREADY_CHEAPEST -> "It already runs on the cheapest instances that are large enough.";
            case NONE_CHEAPER -> "No cheaper instances are large enough.";
        };
    }

    static String of(Ec2Idle.Use use) {
        return switch (use) {
            case CPU -> "CPU was at 5% or more.";
            case NETWORK -> "5 MB or more went over the network in a day.";
            case ACCELERATOR_MEMORY -> "Memory of the accelerator was at 5% or more.";
            case ACCELERATOR -> "The accelerator was active for more than 1% of the time.";
        };
    }

    /** {@code CloudWatch measured 61% of billed hours.} Rounded away from the limits, so that 89.9% is never written as 90%. */
    public static String coverage(double share) {
        return "CloudWatch measured "
                + BigDecimal.valueOf(share)
                        .movePointRight(2)
                        .setScale(0, share > 1 ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .toPlainString()
                + "% of billed hours.";
    }
}
