package dev.bursar.trail.event;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored. Its texts are bounded and can be stored; its secrets are masked.
 *
 * @param id CloudTrail's eventID; made from the record where that is missing or no UUID, the same for the same record
 * @param account twelve digits, the account that logged it; "" where nothing says
 * @param region "" where nothing says
 * @param service the event source without {@code .amazonaws.com}, such as {@code sagemaker}; "" where nothing says
 * @param name such as {@code DeleteEndpoint}; "" where nothing says
 * @param type CloudTrail's eventType, such as {@code AwsApiCall}; "" where nothing says
 * @param readOnly whether it only read: as CloudTrail says, else by its name
 * @param errorCode null where the call was not refused
 * @param sourceAddress an IP address or a service's name; "" where nothing says
 * @param resources on which it acted, each once, at most {@link #MOST_RESOURCES}
 * @param json the whole record, pretty to no one: one line, at most {@link #LONGEST_JSON} characters
 */
public record TrailEvent(
        UUID id,
        Instant time,
        String account,
        String region,
        String service,
        String name,
        String type,
        boolean readOnly,
        Identity identity,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        String sourceAddress,
        String userAgent,
        List<ActedOn> resources,
        Set<Topic> topics,
        Set<Mark> marks,
        String json) {
    public static final int MOST_RESOURCES = 100;
    public static final int LONGEST_JSON = 65_536;

    public TrailEvent {
        resources = List.copyOf(resources);
        topics = Set.copyOf(topics);
        marks = Set.copyOf(marks);
    }

    /**
     * A resource on which an event acted.
     *
     * @param arn as the inventory has it, where it can be told; else the id or name that the event gives
     * @param created whether the event made it
     */
    public record ActedOn(String arn, boolean created) {}
}
