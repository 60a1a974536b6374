package dev.bursar.causes.read;

import module java.base;

/** The services in whose names CloudTrail has the events on what a charge's service bills. */
final class EventServices {
    /** By words of a charge's service, where its name doesn't say it. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            Map.entry("elasticcomputecloud", List.of("ec2", "autoscaling")),
            Map.entry("ec2", List.of("ec2", "autoscaling")),
            Map.entry("virtualprivatecloud", List.of("ec2")),
            Map.entry("elasticblockstore", List.of("ec2")),
            Map.entry("sagemaker", List.of("sagemaker", "autoscaling")),
            Map.entry("relationaldatabase", List.of("rds")),
            Map.entry("aurora", List.of("rds")),
            Map.entry("simplestorage", List.of("s3")),
            Map.entry("simplequeue", List.of("sqs")),
            Map.entry("simplenotification", List.of("sns")),
            Map.entry("elastickubernetes", List.of("eks")),
            Map.entry("elasticcontainerregistry", List.of("ecr")),
            Map.entry("ec2containerregistry", List.of("ecr")),
            Map.entry("elasticcontainerservice", List.of("ecs")),
            Map.entry("fargate", List.of("ecs", "eks")),
            Map.entry("keymanagement", List.of("kms")),
            Map.entry("opensearch", List.of("es")),
            Map.entry("elasticsearch", List.of("es")),
            Map.entry("stepfunctions", List.of("states")),
            Map.entry("cloudwatch", List.of("logs", "monitoring")),
            Map.entry("managedstreaming", List.of("kafka")),
            Map.entry("documentdb", List.of("rds")),
            Map.entry("neptune", List.of("rds")));

    private EventServices() {}

    /** Such as {@code sagemaker} and {@code autoscaling} of Amazon SageMaker. */
    static Set<String> of(String service) {
        String words = service.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        Set<String> known = KNOWN.entrySet().stream()
                .filter(one -> words.contains(one.getKey()))
                .flatMap(one -> one.getValue().stream())
                .collect(Collectors.toSet());
        String own = words.replaceFirst("^(amazon|aws)", "").replaceFirst("service$", "");
        return known.isEmpty() ? own.isEmpty() ? Set.of() : Set.of(own) : known;
    }
}
