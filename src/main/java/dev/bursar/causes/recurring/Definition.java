package dev.bursar.causes.recurring;

import dev.bursar.causes.Family.Kind;
import module java.base;

/**
 * What a resource is a run of, as its tags or its ARN say it. Only what runs once and ends by itself, or what a group starts and ends, is a
 * run; what lives on is none, whatever its name.
 *
 * @param name of the pipeline, job definition or group, or else the stem of the run's own name
 * @param named whether AWS says the definition; else names alone do
 * @param random how long the random part at the end of its own name is; 0 where none is seen
 * @param lives whether its kind may live on: then it is a run only where it has costs in one of two periods alone
 */
public record Definition(Kind kind, String name, boolean named, int random, boolean lives) {
    private static final Pattern ARN = Pattern.compile("arn:[^:]*:([^:]*):([^:]*):[^:]*:/?(.+)");
    private static final Pattern PIPELINE = Pattern.compile("(?:.*:)?pipeline/([^/]+)(?:/execution/.*)?");
    private static final Pattern SNAPSHOT_ID = Pattern.compile("snap-[0-9a-f]{8,40}");
    private static final String INSTANCE = ":instance/";
    private static final Pattern INSTANCE_ID = Pattern.compile("i-[0-9a-f]{8,40}");

    private record Tag(String key, Kind kind) {}

    /** The first that a resource has says its definition. */
    private static final List<Tag> TAGS = List.of(
            new Tag("sagemaker:pipeline-execution-arn", Kind.RUN),
            new Tag("aws:batch:job-definition", Kind.RUN),
            new Tag("aws:ecs:serviceName", Kind.TASK),
            new Tag("aws:autoscaling:groupName", Kind.INSTANCE),
            new Tag("karpenter.sh/nodepool", Kind.INSTANCE),
            new Tag("aws:ec2:fleet-id", Kind.INSTANCE),
            new Tag("aws:ec2spot:fleet-request-id", Kind.INSTANCE),
            new Tag("aws:dlm:lifecycle-policy-id", Kind.SNAPSHOT),
            new Tag("aws:backup:source-resource", Kind.SNAPSHOT));

    /** How a resource of a service names its definition, in the first group, or only itself. */
    private record Named(String services, Pattern resource, Kind kind, boolean definition, boolean lives) {
        Named(String services, String resource, Kind kind, boolean definition) {
            this(services, Pattern.compile(resource), kind, definition, false);
        }
    }

    private static final List<Named> NAMED = List.of(
            new Named("sagemaker", "pipeline/([^/]+)/execution/.+", Kind.RUN, true),
            new Named("", "[a-z-]+-job/(.+)", Kind.RUN, false),
            new Named("glue", "job/([^/]+)/.+", Kind.RUN, true),
            new Named("glue", "session/(.+)", Kind.RUN, false),
            new Named("batch", "job/(.+)", Kind.RUN, false),
            new Named("emr-serverless", "applications/([^/]+)/jobruns/.+", Kind.RUN, true),
            new Named("emr-containers", "virtualclusters/([^/]+)/jobruns/.+", Kind.RUN, true),
            new Named("elasticmapreduce", Pattern.compile("(cluster)/j-.+"), Kind.RUN, false, true),
            new Named("codebuild", "build/([^:]+):.+", Kind.RUN, true),
            new Named("states", "execution:([^:]+):.+", Kind.RUN, true),
            new Named("ecs", "task/([^/]+)/.+", Kind.TASK, true),
            new Named("dynamodb", "table/([^/]+)/backup/.+", Kind.SNAPSHOT, true),
            new Named("ec2", "(snapshot)/snap-.+", Kind.SNAPSHOT, false),
            new Named("", "(?:cluster-)?snapshot[:/](.+)", Kind.SNAPSHOT, false),
            new Named("backup", "recovery-point:(.+)", Kind.SNAPSHOT, false),
            new Named("fsx", "backup/(.+)", Kind.SNAPSHOT, false));

    /** @param resource its ARN or id */
    public static Optional<Definition> of(String resource) {
        if (SNAPSHOT_ID.matcher(resource).matches()) {
            return Optional.of(new Definition(Kind.SNAPSHOT, "snapshot", false, 0, false));
        }
        Matcher arn = ARN.matcher(resource);
        if (!arn.matches()) {
            return Optional.empty();
        }
        for (Named one : NAMED) {
            Matcher its = one.resource().matcher(arn.group(3));
            if ((one.services().isEmpty() || one.services().equals(arn.group(1))) && its.matches()) {
                String name = one.definition() ? its.group(1) : Stem.of(its.group(1));
                return Optional.of(new Definition(
                        one.kind(),
                        name.isEmpty() ? type(arn.group(3)) : name,
                        one.definition(),
                        one.definition() ? 0 : Stem.random(its.group(1)),
                        one.lives()));
            }
        }
        return Optional.empty();
    }

    /** What its tags say, else its ARN. */
    public static Optional<Definition> of(String resource, Map<String, String> tags) {
        Optional<Definition> own = isInstance(resource) ? Optional.empty() : of(resource);
        if (tags.isEmpty() || own.isEmpty() && !isInstance(resource)) {
            return own;
        }
        return TAGS.stream()
                .filter(tag -> !tags.getOrDefault(tag.key(), "").isEmpty())
                .findFirst()
                .map(tag -> new Definition(tag.kind(), named(tags.getOrDefault(tag.key(), "")), true, 0, false))
                .or(() -> own);
    }

    /** An instance is a run where a group starts it. */
    public static boolean isInstance(String resource) {
        int id = resource.lastIndexOf('/') + 1;
        return resource.startsWith("i-", id)
                && (id == 0 || resource.startsWith(INSTANCE, id - INSTANCE.length()))
                && INSTANCE_ID.matcher(resource).region(id, resource.length()).matches();
    }

    /** Whether tags or a group may say what it is a run of. */
    public static boolean mayBe(String resource) {
        return isInstance(resource) || of(resource).isPresent();
    }

    /** An instance that a group started. */
    public static Definition group(String name) {
        return new Definition(Kind.INSTANCE, name, true, 0, false);
    }

    /** The Region that an ARN names; "" where it names none. */
    public static String region(String resource) {
        Matcher arn = ARN.matcher(resource);
        return arn.matches() ? arn.group(2) : "";
    }

    private static String type(String resource) {
        return resource.split("[:/]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String named(String value) {
        Matcher pipeline = PIPELINE.matcher(value);
        return pipeline.matches() ? pipeline.group(1) : value;
    }
}
