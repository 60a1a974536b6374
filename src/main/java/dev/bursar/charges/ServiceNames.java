package dev.bursar.charges;

import module java.base;

/**
 * Which names mean one service: those of Cost Explorer, those of charge files, product codes, and names that AWS gave up. The one place
 * that says so.
 */
public final class ServiceNames {
    /** By what is left of a name without blanks and AWS's own name. */
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("ec2", "elasticcomputecloud"),
            Map.entry("s3", "simplestorageservice"),
            Map.entry("rds", "relationaldatabaseservice"),
            Map.entry("vpc", "virtualprivatecloud"),
            Map.entry("sns", "simplenotificationservice"),
            Map.entry("queueservice", "simplequeueservice"),
            Map.entry("ses", "simpleemailservice"),
            Map.entry("kms", "keymanagementservice"),
            Map.entry("ecr", "elasticcontainerregistry"),
            Map.entry("ec2containerregistryecr", "elasticcontainerregistry"),
            Map.entry("elasticcontainerregistryecr", "elasticcontainerregistry"),
            Map.entry("ecs", "elasticcontainerservice"),
            Map.entry("ec2containerservice", "elasticcontainerservice"),
            Map.entry("eks", "elastickubernetesservice"),
            Map.entry("elasticcontainerserviceforkubernetes", "elastickubernetesservice"),
            Map.entry("elb", "elasticloadbalancing"),
            Map.entry("efs", "elasticfilesystem"),
            Map.entry("emr", "elasticmapreduce"),
            Map.entry("es", "opensearchservice"),
            Map.entry("elasticsearchservice", "opensearchservice"),
            Map.entry("kinesisfirehose", "datafirehose"),
            Map.entry("kinesisdatafirehose", "datafirehose"),
            Map.entry("kinesisdatastreams", "kinesis"),
            Map.entry("kinesisanalytics", "managedserviceforapacheflink"),
            Map.entry("msk", "managedstreamingforapachekafka"),
            Map.entry("docdb", "documentdbwithmongodbcompatibility"),
            Map.entry("states", "stepfunctions"),
            Map.entry("cloudwatchevents", "eventbridge"),
            Map.entry("events", "eventbridge"),
            Map.entry("singlesignon", "iamidentitycenter"),
            Map.entry("sagemakerai", "sagemaker"),
            Map.entry("quicksuite", "quicksight"),
            Map.entry("transfer", "transferfamily"),
            Map.entry("databasemigrationsvc", "databasemigrationservice"));

    /** What Cost Explorer has apart, and charge files as one. */
    private static final Map<String, String> PARTS =
            Map.of("elasticcomputecloudcompute", "elasticcomputecloud", "ec2other", "elasticcomputecloud");

    private ServiceNames() {}

    /** The same for all names of a service, and another one for each service; for comparing, not for showing. */
    public static String key(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        String own = letters.replaceFirst("^(amazon|aws)(?=.)", "");
        return KNOWN.getOrDefault(own, own);
    }

    /** The key of the service that charge files have instead; its own where they have it too. */
    public static String wholeKey(String name) {
        String key = key(name);
        return PARTS.getOrDefault(key, key);
    }

    /** Whether costs of {@code part} stand under {@code name} in charges, of whatever source. */
    public static boolean isWithin(String part, String name) {
        return key(part).equals(key(name)) || wholeKey(part).equals(key(name));
    }
}
