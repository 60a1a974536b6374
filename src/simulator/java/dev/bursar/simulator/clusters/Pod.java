package dev.bursar.simulator.clusters;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.Node;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A pod of a day, which is on one node from one hour until another.
 *
 * @param uid as Kubernetes gives it
 * @param from its first hour (UTC), 0 to 23
 * @param to the hour after its last
 */
record Pod(Row of, LocalDate day, String name, String uid, int from, int to) {
    private static final List<Row> ROWS = Data.rows("pods.csv", Row.class);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int RELEASED_DAYS = 28;
    private static final long MINUTES_A_DAY = 1_440;

    /**
     * Alike pods.
     *
     * @param team their label, null where they have none
     * @param pods how many there are in each hour
     * @param used how much of what a pod asks for it uses on average, in percent, give or take the swing
     * @param from hours of the day, as to
     * @param livesHours after so many hours others take their place
     */
    record Row(
            String node,
            String namespace,
            String type,
            String workload,
            @Nullable String team,
            int pods,
            BigDecimal vcpu,
            BigDecimal gb,
            BigDecimal gpus,
            int used,
            int swing,
            int from,
            int to,
            int livesHours) {
        Stream<Pod> on(LocalDate day) {
            return IntStream.iterate(from, hour -> hour < to, hour -> hour + livesHours)
                    .boxed()
                    .flatMap(hour -> IntStream.range(0, pods)
                            .mapToObj(number -> pod(day, hour, Math.min(hour + livesHours, to), number)));
        }

        private Pod pod(LocalDate day, int hour, int end, int number) {
            // what runs all day is the same pod until its node is replaced or a release comes
            var lasts = from == 0 && to == 24 && livesHours == 24;
            var since = lasts ? "/" + released(day) + nodeOn(day) : day + "/" + hour;
            var uid = UUID.nameUUIDFromBytes((node + "/" + namespace + "/" + workload + "/" + since + "/" + number)
                    .getBytes(StandardCharsets.UTF_8));
            var name = owner(day, hour) + "-" + uid.toString().substring(0, 5);
            return new Pod(this, day, name, uid.toString(), hour, end);
        }

        private String nodeOn(LocalDate day) {
            return Node.ALL.stream()
                    .filter(one -> one.node().equals(node))
                    .findFirst()
                    .orElseThrow()
                    .id(day);
        }

        private static long released(LocalDate day) {
            return Math.floorDiv(day.toEpochDay(), RELEASED_DAYS);
        }

        /** What made the pod: of a Deployment its ReplicaSet of the release, of jobs the one of the minute, as CronJobs count them. */
        String owner(LocalDate day, int hour) {
            return switch (type) {
                case "ReplicaSet" -> workload + "-" + hash(workload + released(day));
                case "Job" -> "%s-%d".formatted(workload, day.toEpochDay() * MINUTES_A_DAY + hour * 60L);
                default -> workload;
            };
        }

        private static String hash(String seed) {
            return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .replace("-", "")
                    .substring(0, 10);
        }
    }

    /** The pods of a day on a node. */
    static List<Pod> on(String node, LocalDate day) {
        return ROWS.stream()
                .filter(row -> row.node.equals(node))
                .flatMap(row -> row.on(day))
                .toList();
    }

    boolean runsIn(int hour) {
        return from <= hour && hour < to;
    }

    /** What it asked for. */
    BigDecimal reserved(Resource resource) {
        return switch (resource) {
            case VCPU -> of.vcpu;
            case GB -> of.gb;
            case GPU -> of.gpus;
        };
    }

    /** What it used on average; AWS doesn't measure GPUs. */
    @Nullable
    BigDecimal actual(Resource resource) {
        if (resource == Resource.GPU) {
            return null;
        }
        var chance = Math.floorMod((uid + resource + day).hashCode() * 31L >>> 3, 2L * of.swing + 1);
        return reserved(resource)
                .multiply(BigDecimal.valueOf(of.used - of.swing + chance))
                .divide(HUNDRED);
    }

    /** What it is taken to use: the larger of what it asked for and what it used. */
    BigDecimal used(Resource resource) {
        var actual = actual(resource);
        return actual == null ? reserved(resource) : reserved(resource).max(actual);
    }

    String arn(String region, String account) {
        return "arn:aws:eks:%s:%s:pod/%s/%s/%s/%s".formatted(region, account, Node.CLUSTER, of.namespace, name, uid);
    }

    /** The tags that AWS makes of where it ran. */
    SortedMap<String, String> tags(String hostName) {
        var tags = new TreeMap<String, String>();
        tags.put(SplitLine.CLUSTER, Node.CLUSTER);
        tags.put(SplitLine.NAMESPACE, of.namespace);
        tags.put(SplitLine.NODE, hostName);
        tags.put(SplitLine.WORKLOAD_TYPE, of.type);
        tags.put(SplitLine.WORKLOAD_NAME, of.owner(day, from));
        if (of.type.equals("ReplicaSet")) {
            tags.put(SplitLine.DEPLOYMENT, of.workload);
        }
        return tags;
    }
}
