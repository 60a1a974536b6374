package dev.bursar.efficiency.formula;

/** Why a value is not known, each with the sentence that a page shows. */
public enum Reason {
    NO_METRICS("CloudWatch has no metrics for these hours."),
    ABOVE_CAPACITY("The metrics are larger than the instance\u2019s capacity, below zero, or not numbers."),
    NO_SPECIFICATION("The vCPUs and memory of this instance type are not known."),
    INSTANCE_TYPE_NOT_GIVEN("AWS doesn't say which instance type runs."),
    NO_PRICE("AWS lists no price for this instance type here."),
    NO_GPU("This instance type has no accelerator."),
    NO_AGENT_METRICS("The CloudWatch agent sends no GPU metrics."),
    AGENT_NOT_READ("Whether the CloudWatch agent sends GPU metrics is not known."),
    NOT_AN_ENDPOINT("It is worked out for endpoints only."),
    COVERAGE_TOO_LOW("Too few of the billed hours are measured."),
    COVERAGE_TOO_HIGH("More hours are measured than billed."),
    NO_CHARGES("There are no charges by resource for these days."),
    NO_QUEUE_METRICS("CloudWatch has no metrics of the endpoint\u2019s queue for these hours."),
    NOT_READ_CAP("A spending cap stopped the reading of its metrics."),
    NOT_READ_DENIED("AWS refused to give its metrics."),
    NOT_READ("Its metrics could not be read."),
    NO_WHOLE_DAY("It has not run for a whole day at its present size."),
    NO_REQUESTS("There were no requests."),
    FEWER_THAN_14_DAYS("There are fewer than 14 days of metrics."),
    FEWER_THAN_30_HOURS("There are fewer than 30 hours of metrics."),
    SERVERLESS("Serverless endpoints publish no utilisation."),
    ASYNCHRONOUS("It is not worked out for asynchronous endpoints."),
    MULTI_MODEL("AWS publishes no count of requests per model."),
    PARTLY_MEASURED("Some parts have metrics on this day and others have none."),
    RESERVATION_NOT_GIVEN("AWS doesn't say what each copy reserves."),
    NO_FIT("Usage doesn't follow the number of requests closely enough."),
    LATENCY_ABOVE_LIMIT("Latency was above the limit even at few requests.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
