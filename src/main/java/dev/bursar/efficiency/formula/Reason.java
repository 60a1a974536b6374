package dev.bursar.efficiency.formula;

/** Why a value is not known. */
public enum Reason {
    NO_METRICS,
    ABOVE_CAPACITY,
    NO_SPECIFICATION,
    INSTANCE_TYPE_NOT_GIVEN,
    NO_PRICE,
    NO_GPU,
    NO_AGENT_METRICS,
    AGENT_NOT_READ,
    NOT_AN_ENDPOINT,
    /** AWS publishes nothing of how full a model unit is. */
    MODEL_UNITS,
    COVERAGE_TOO_LOW,
    COVERAGE_TOO_HIGH,
    NO_CHARGES,
    /** A part of the cost is one of a team that the person doesn’t see. */
    OTHER_TEAM,
    NO_QUEUE_METRICS,
    NOT_READ_CAP,
    NOT_READ_DENIED,
    NOT_READ,
    NO_WHOLE_DAY,
    NO_REQUESTS,
    FEWER_THAN_14_DAYS,
    FEWER_THAN_30_HOURS,
    SERVERLESS,
    ASYNCHRONOUS,
    MULTI_MODEL,
    PARTLY_MEASURED,
    RESERVATION_NOT_GIVEN,
    NO_FIT,
    LATENCY_ABOVE_LIMIT
}
