package dev.bursar.inventory.cost;

import dev.bursar.inventory.Arn;
import module java.base;

/**
 * Finds the resource that a charge names. Exports write an ARN for most services; for instances, volumes and buckets only the id or
 * the name, which is looked for in the charge's account. A name that several resources have is given to the one of the charge's
 * service, else to none.
 */
final class ChargedResources {
    private static final String LOG_GROUP_END = ":*";
    /** The service within ARNs, by words of the service's name in exports. */
    private static final Map<String, String> SERVICES = Map.of(
            "Simple Storage Service", "s3",
            "Elastic Compute Cloud", "ec2",
            "SageMaker", "sagemaker",
            "Relational Database", "rds",
            "Lambda", "lambda",
            "DynamoDB", "dynamodb",
            "Kinesis", "kinesis",
            "Glue", "glue",
            "ElastiCache", "elasticache",
            "EC2 -", "ec2");

    private final Map<String, Long> byArn = new HashMap<>();
    private final Map<Name, List<Named>> byName = new HashMap<>();

    private record Name(String account, String text) {}

    private record Named(long resource, String service) {}

    void add(long resource, String arn, String account) {
        byArn.put(arn, resource);
        Arn parts = Arn.of(arn);
        var named = new Named(resource, parts.service());
        name(account, parts.name(), named);
        if (!parts.lastPart().equals(parts.name())) {
            name(account, parts.lastPart(), named);
        }
    }

    private void name(String account, String text, Named named) {
        byName.merge(
                new Name(account, text),
                List.of(named),
                (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream())
                        .toList());
    }

    /** What a resource's ARN or name is, of what an export has. */
    static String text(String id) {
        return id.endsWith(LOG_GROUP_END) ? id.substring(0, id.length() - LOG_GROUP_END.length()) : id;
    }

    static boolean isArn(String id) {
        return id.startsWith("arn:");
    }

    /**
     * @param id as the export has it
     * @param service of the charge, as the export names it
     * @return the resource's number; empty where it is not in the inventory
     */
    OptionalLong of(String account, String id, String service) {
        String text = text(id);
        Long whole = byArn.get(text);
        if (whole != null) {
            return OptionalLong.of(whole);
        }
        if (isArn(text)) {
            return OptionalLong.empty();
        }
        List<Named> named = byName.getOrDefault(new Name(account, text), List.of());
        if (named.size() == 1) {
            return OptionalLong.of(named.getFirst().resource());
        }
        Optional<String> wanted = SERVICES.entrySet().stream()
                .filter(one -> service.contains(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        List<Named> ofService = named.stream()
                .filter(one -> wanted.filter(one.service()::equals).isPresent())
                .toList();
        return ofService.size() == 1 ? OptionalLong.of(ofService.getFirst().resource()) : OptionalLong.empty();
    }
}
