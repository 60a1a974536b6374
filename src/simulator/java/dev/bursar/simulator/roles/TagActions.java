package dev.bursar.simulator.roles;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each service's own actions for tags, which a role needs beside those of the tagging API. */
public final class TagActions {

    private static final Map<String, Own> OWN = Map.ofEntries(
            own("ec2", "CreateTags", "DeleteTags"),
            own("redshift", "CreateTags", "DeleteTags"),
            own("sagemaker", "AddTags", "DeleteTags"),
            own("rds", "AddTagsToResource", "RemoveTagsFromResource"),
            own("elasticache", "AddTagsToResource", "RemoveTagsFromResource"),
            own("elasticloadbalancing", "AddTags", "RemoveTags"),
            own("es", "AddTags", "RemoveTags"),
            own("kinesis", "AddTagsToStream", "RemoveTagsFromStream"),
            own("ssm", "AddTagsToResource", "RemoveTagsFromResource"),
            own("sqs", "TagQueue", "UntagQueue"),
            own("iam", "TagPolicy", "UntagPolicy"),
            own("route53", "ChangeTagsForResource", "ChangeTagsForResource"),
            own("s3", "PutBucketTagging", "PutBucketTagging"));

    private record Own(String tag, String untag) {}

    private TagActions() {}

    private static Map.Entry<String, Own> own(String service, String tag, String untag) {
        return Map.entry(service, new Own(service + ":" + tag, service + ":" + untag));
    }

    /** What tags a service's resources, such as {@code ec2:CreateTags}; the API reads the tags of a bucket before. */
    public static List<String> tagging(String service) {
        var own = OWN.get(service);
        return needed(service, own == null ? service + ":TagResource" : own.tag());
    }

    public static List<String> untagging(String service) {
        var own = OWN.get(service);
        return needed(service, own == null ? service + ":UntagResource" : own.untag());
    }

    private static List<String> needed(String service, String action) {
        return service.equals("s3") ? List.of("s3:GetBucketTagging", action) : List.of(action);
    }

    /** Those of all services. */
    static Stream<String> all() {
        return Stream.concat(
                OWN.keySet().stream()
                        .sorted()
                        .flatMap(service -> Stream.concat(tagging(service).stream(), untagging(service).stream())),
                Stream.of("*:TagResource", "*:UntagResource"));
    }
}
