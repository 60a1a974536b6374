package dev.bursar.charges.parts;

import dev.bursar.kernel.JobFamily;
import module java.base;

/** Where a row of split cost allocation says that something ran: from its resource, and from AWS's tags where they are active. */
record PodPlace(String cluster, String namespace, String workload) {
    private static final int POD = 3;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final Pattern REPLICA = Pattern.compile("(-[a-z0-9]{6,10})?-[a-z0-9]{5}$");
    private static final List<String> MARKS = List.of(
            "aws:eks:cluster-name",
            "aws_eks_cluster_name",
            "eks:cluster-name",
            "eks:nodegroup-name",
            "AmazonECSManaged");
    /** The workload of a deployment's pods is a replica set, of another name with each rollout. */
    private static final List<String> WORKLOADS = List.of(
            "eks:deployment", "eks:workload-name", "ecs:serviceName", "ecs:service-name", "ecs:task-definition-family");

    /**
     * @param resource {@code arn:aws:eks:<Region>:<account>:pod/<cluster>/<namespace>/<pod>} or {@code …ecs…:task/<cluster>}
     * @param account that pays for it, where the resource is no ARN
     */
    static PodPlace of(String resource, String account, Map<String, String> tags) {
        String[] path = resource.split("/", -1);
        String[] arn = path[0].split(":", -1);
        String at = arn.length > ACCOUNT ? arn[ACCOUNT] + "/" + arn[REGION] : account + "/";
        String cluster = path.length > 1 ? path[1] : tag(tags, "eks:cluster-name");
        String namespace = path.length > 2 ? path[2] : tag(tags, "eks:namespace");
        String workload = WORKLOADS.stream()
                .map(key -> tag(tags, key))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> path.length > POD ? REPLICA.matcher(path[POD]).replaceFirst("") : "");
        return new PodPlace(
                at + "/" + cluster, namespace, JobFamily.of(workload).name());
    }

    /** Whether tags are those that EKS and ECS give to the instances of a cluster. */
    static boolean isOfCluster(Map<String, String> tags) {
        return MARKS.stream().anyMatch(tags::containsKey);
    }

    private static String tag(Map<String, String> tags, String key) {
        return tags.getOrDefault("aws:" + key, tags.getOrDefault("aws_" + key.replaceAll("[:-]", "_"), ""));
    }

    /** The tags that people set; what AWS says of a pod stands in its place. */
    static Map<String, String> ofPeople(Map<String, String> tags) {
        Map<String, String> labels = new TreeMap<>(tags);
        labels.keySet()
                .removeIf(key -> key.startsWith("aws:eks:")
                        || key.startsWith("aws_eks_")
                        || key.startsWith("aws:ecs:")
                        || key.startsWith("aws_ecs_"));
        return labels;
    }
}
