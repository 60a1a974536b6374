package dev.bursar.billingdata;

import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.kernel.JobFamily;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A month of nodes with pods as AWS's documents tell them, and who has to pay what of it: written from the issue and ADR 109, in
 * decimals, without anything of the reader.
 */
public final class OtherWritersBill {
    static final String PAYER = "000000000001";
    static final String REGION = "us-east-1";

    enum Idle {
        WHOLE,
        PODS,
        OWNER
    }

    /** @param choices how it is split from a month on */
    record Cluster(String account, String name, boolean eks, Map<YearMonth, Idle> choices) {
        String id() {
            return account + "/" + REGION + "/" + name;
        }

        Idle in(YearMonth month) {
            Idle idle = Idle.WHOLE;
            for (Map.Entry<YearMonth, Idle> choice : new TreeMap<>(choices).entrySet()) {
                idle = choice.getKey().isAfter(month) ? idle : choice.getValue();
            }
            return idle;
        }
    }

    private static final YearMonth JULY = YearMonth.of(2026, 7);
    static final Cluster[] CLUSTERS = {
        new Cluster("111122223333", "ml", true, Map.of(JULY, Idle.PODS)),
        new Cluster("111122223333", "batch", true, Map.of(JULY, Idle.OWNER)),
        new Cluster("222233334444", "web", true, Map.of()),
        new Cluster(
                "222233334444", "later", true, Map.of(JULY.plusMonths(1), Idle.PODS, JULY.plusMonths(3), Idle.WHOLE)),
        new Cluster("333344445555", "tasks", false, Map.of(JULY, Idle.PODS)),
    };

    /** Which kinds of lines a node has. */
    enum Price {
        ON_DEMAND,
        SPOT,
        PLAN,
        PLAN_NEGATED_WITH_RESOURCE,
        RESERVED,
        DEDICATED,
        /** A few hours beyond the plan. */
        PLAN_AND_ON_DEMAND
    }

    enum Weights {
        AS_AWS,
        NO_ROWS,
        ALL_ZERO,
        SOME_ZERO,
        NEGATIVE,
        /** Rows worth more than the node. */
        ABOVE,
        HOURS_WITHOUT_PODS,
        /** Less than a thousandth is left. */
        ROUNDED,
        NO_NODE,
    }

    record Use(String resource, LocalDate day, String kind, Workload workload) {}

    record Workload(String cluster, String namespace, String name) {}

    /** A compute charge of a node and day. */
    private static final class Charge {
        final String recordType;
        final String usageType;
        BigDecimal billed = BigDecimal.ZERO;
        BigDecimal effective = BigDecimal.ZERO;
        BigDecimal list = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;

        Charge(String recordType, String usageType) {
            this.recordType = recordType;
            this.usageType = usageType;
        }
    }

    /** What some pods of a workload and team used of a node. */
    private static final class Weight {
        final Workload workload;
        final @Nullable String team;
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal unused = BigDecimal.ZERO;
        BigDecimal vcpu = BigDecimal.ZERO;
        BigDecimal gb = BigDecimal.ZERO;
        BigDecimal gpu = BigDecimal.ZERO;
        BigDecimal usedGpu = BigDecimal.ZERO;

        Weight(Workload workload, @Nullable String team) {
            this.workload = workload;
            this.team = team;
        }
    }

    /** What of a part is for GPUs, by the keys of {@link #byUse}, before anything is rounded. */
    final Map<String, BigDecimal> gpus = new TreeMap<>();

    final YearMonth month;
    private final Random random;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final Map<String, BigDecimal[]> teams = new TreeMap<>();
    private final Map<String, BigDecimal[]> usageTypes = new TreeMap<>();
    private final Map<String, BigDecimal[]> uses = new TreeMap<>();

    public OtherWritersBill(YearMonth month, long seed) {
        this.month = month;
        this.random = new Random(seed);
        make();
    }

    /** The first owns nodes. */
    static final List<String> TEAMS = List.of("platform", "vision", "fraud", "search");

    private static final List<String> NAMES = List.of(
            "train",
            "train-20261001",
            "train-20261002-3",
            "serve-7f9c4d5b6c",
            "<b onclick=alert(1)>bold</b>",
            "\u202Egnp.exe",
            "معالجة",
            "etl'; drop table charge; --",
            "a \"quoted\", name");

    private void make() {
        int number = 0;
        for (Cluster cluster : CLUSTERS) {
            for (Price price : Price.values()) {
                String node = "i-0%015x".formatted(++number);
                String owner = number % 4 == 0 ? null : number % 4 == 1 ? "vision" : "platform";
                Weights[] weights = Weights.values();
                for (int day = 1; day <= weights.length; day++) {
                    nodeDay(cluster, node, owner, price, month.atDay(day), weights[(day + number) % weights.length]);
                }
            }
        }
        besides();
        crowd();
    }

    /** One node and day. */
    private void nodeDay(
            Cluster cluster, String node, @Nullable String owner, Price price, LocalDate day, Weights weights) {
        boolean there = weights != Weights.NO_NODE;
        List<Charge> charges = compute(cluster, there ? node : "i-elsewhere", owner, price, day);
        BigDecimal cost = charges.stream().map(charge -> charge.effective).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Weight> pods = new LinkedHashMap<>();
        int before = rows.size();
        do {
            pods.clear();
            rows.subList(before, rows.size()).clear();
            if (weights != Weights.NO_ROWS) {
                pods(cluster, node, day, weights, cost, pods);
            }
        } while (there && tied(charges, List.copyOf(pods.values()), cost));
        divide(cluster, node, there, owner, day, charges, List.copyOf(pods.values()), cost);
    }

    private void pods(
            Cluster cluster, String node, LocalDate day, Weights weights, BigDecimal cost, Map<String, Weight> pods) {
        BigDecimal share = switch (weights) {
            case ABOVE -> new BigDecimal("1.37");
            case HOURS_WITHOUT_PODS -> new BigDecimal("0.61");
            case ROUNDED -> new BigDecimal("0.9993");
            default -> BigDecimal.ONE;
        };
        int count = 2 + random.nextInt(5);
        BigDecimal left = cost.multiply(share).setScale(13, RoundingMode.DOWN);
        for (int pod = 0; pod < count; pod++) {
            boolean last = pod == count - 1;
            BigDecimal both = last ? left : left.multiply(digits(0.05, 0.6)).setScale(13, RoundingMode.DOWN);
            left = left.subtract(both);
            BigDecimal unused = both.multiply(digits(0.05, 0.4)).setScale(13, RoundingMode.DOWN);
            BigDecimal used = both.subtract(unused);
            if (weights == Weights.ALL_ZERO || weights == Weights.SOME_ZERO && pod == 0) {
                used = BigDecimal.ZERO;
                unused = BigDecimal.ZERO;
            }
            if (weights == Weights.NEGATIVE && pod == 0) {
                used = used.negate();
            }
            String team = random.nextInt(5) == 0 ? null : TEAMS.get(1 + random.nextInt(TEAMS.size() - 1));
            String namespace = team == null ? "kube-system" : random.nextInt(3) == 0 ? "shared" : "ns-" + team;
            String name = NAMES.get((pod + day.getDayOfMonth()) % NAMES.size());
            pod(cluster, node, day, namespace, name, team, used, unused, pods, pod);
        }
    }

    /** Rows of a pod, an hour each, and its weight. */
    private void pod(
            Cluster cluster,
            String node,
            LocalDate day,
            String namespace,
            String name,
            @Nullable String team,
            BigDecimal used,
            BigDecimal unused,
            Map<String, Weight> pods,
            int number) {
        boolean gpu = number % 2 == 0 && cluster.eks();
        Workload workload = cluster.eks()
                ? new Workload(cluster.id(), namespace, JobFamily.of(name).name())
                : new Workload(cluster.id(), "", JobFamily.of(name).name());
        Weight weight = pods.computeIfAbsent(workload + " " + team, key -> new Weight(workload, team));
        weight.used = weight.used.add(used);
        weight.unused = weight.unused.add(unused);
        int hours = 1 + random.nextInt(2);
        List<String> units =
                gpu ? List.of("vCPU-Hours", "GB-Hours", "Accelerator-Hours") : List.of("vCPU-Hours", "GB-Hours");
        int pieces = hours * units.size();
        BigDecimal usedLeft = used;
        BigDecimal unusedLeft = unused;
        String id = "%08x-0000-4000-8000-%012x".formatted(random.nextInt(), random.nextInt(1 << 30));
        for (int hour = 0; hour < hours; hour++) {
            for (String unit : units) {
                boolean last = --pieces == 0;
                BigDecimal usedNow =
                        last ? usedLeft : usedLeft.multiply(digits(0.1, 0.5)).setScale(13, RoundingMode.DOWN);
                BigDecimal unusedNow = last
                        ? unusedLeft
                        : unusedLeft.multiply(digits(0.1, 0.5)).setScale(13, RoundingMode.DOWN);
                usedLeft = usedLeft.subtract(usedNow);
                unusedLeft = unusedLeft.subtract(unusedNow);
                BigDecimal usage = digits(0.1, 8).setScale(6, RoundingMode.DOWN);
                switch (unit) {
                    case "vCPU-Hours" -> weight.vcpu = weight.vcpu.add(usage);
                    case "GB-Hours" -> weight.gb = weight.gb.add(usage);
                    default -> {
                        weight.gpu = weight.gpu.add(usage);
                        weight.usedGpu = weight.usedGpu.add(usedNow);
                    }
                }
                Map<String, String> tags = new TreeMap<>();
                if (team != null) {
                    tags.put("user_team", team);
                }
                if (cluster.eks()) {
                    tags.put("aws_eks_cluster_name", cluster.name());
                    tags.put("aws_eks_namespace", namespace);
                    tags.put("aws_eks_workload_name", name);
                    tags.put("aws_eks_workload_type", "ReplicaSet");
                    tags.put("aws_eks_node", node);
                } else {
                    tags.put("aws_ecs_cluster_name", cluster.name());
                    tags.put("aws_ecs_service_name", name);
                }
                var row = line(day, 2 + hour, cluster.account(), "Usage");
                row.put("line_item_product_code", cluster.eks() ? "AmazonEKS" : "AmazonECS");
                row.put(
                        "product_product_name",
                        cluster.eks()
                                ? "Amazon Elastic Container Service for Kubernetes"
                                : "Amazon Elastic Container Service");
                row.put("line_item_operation", cluster.eks() ? "EKSPod-EC2" : "ECSTask-EC2");
                row.put("line_item_usage_type", "USE1-" + (cluster.eks() ? "EKS" : "ECS") + "-EC2-" + unit);
                row.put("line_item_usage_amount", usage);
                row.put("line_item_unblended_cost", random.nextBoolean() ? "0" : "0.0000000000");
                row.put(
                        "line_item_resource_id",
                        cluster.eks()
                                ? "arn:aws:eks:" + REGION + ":" + cluster.account() + ":pod/" + cluster.name() + "/"
                                        + namespace + "/" + "pod-" + number + "-x7k2p/" + id
                                : "arn:aws:ecs:" + REGION + ":" + cluster.account() + ":task/" + cluster.name() + "/"
                                        + id.replace("-", ""));
                row.put("resource_tags", tags);
                row.put("split_line_item_parent_resource_id", node);
                row.put("split_line_item_split_cost", usedNow);
                row.put("split_line_item_unused_cost", unusedNow);
                row.put("split_line_item_split_usage", usage);
                row.put("split_line_item_actual_usage", usage);
                row.put("split_line_item_reserved_usage", BigDecimal.ZERO);
                row.put("split_line_item_split_usage_ratio", new BigDecimal("0.25"));
                row.put("split_line_item_public_on_demand_split_cost", usedNow.multiply(BigDecimal.TWO));
                rows.add(row);
            }
        }
    }

    private static final String EC2 = "Amazon Elastic Compute Cloud";

    /** Lines of a node's computing on a day, a few hours each, and what is beside them. */
    private List<Charge> compute(Cluster cluster, String node, @Nullable String owner, Price price, LocalDate day) {
        Map<String, Charge> charges = new LinkedHashMap<>();
        String family = cluster.name().equals("ml") ? "p3.16xlarge" : "m5.4xlarge";
        int hours = 1 + random.nextInt(3);
        for (int hour = 0; hour < hours; hour++) {
            BigDecimal list = digits(1, 40).setScale(9, RoundingMode.DOWN);
            boolean plan = price.name().startsWith("PLAN") && !(price == Price.PLAN_AND_ON_DEMAND && hour == 0);
            String usageType = switch (price) {
                case SPOT -> "USE1-SpotUsage:" + family;
                case DEDICATED -> "DedicatedUsage:" + family;
                default -> "BoxUsage:" + family;
            };
            String type = plan ? "SavingsPlanCoveredUsage" : price == Price.RESERVED ? "DiscountedUsage" : "Usage";
            var row = line(day, 2 + hour, cluster.account(), type);
            row.put("line_item_product_code", "AmazonEC2");
            row.put("product_product_name", EC2);
            row.put("line_item_operation", "RunInstances");
            row.put("line_item_usage_type", usageType);
            row.put("line_item_resource_id", node);
            row.put("line_item_usage_amount", BigDecimal.ONE);
            row.put("pricing_unit", "Hrs");
            row.put("pricing_public_on_demand_cost", list);
            row.put("resource_tags", owner == null ? Map.of() : new TreeMap<>(Map.of("user_team", owner)));
            BigDecimal unblended = switch (price) {
                case RESERVED -> BigDecimal.ZERO;
                case SPOT -> list.multiply(digits(0.2, 0.4)).setScale(12, RoundingMode.DOWN);
                default -> list;
            };
            BigDecimal effective = unblended;
            row.put("line_item_unblended_cost", unblended);
            if (plan) {
                effective = list.multiply(digits(0.5, 0.7)).setScale(12, RoundingMode.DOWN);
                row.put("savings_plan_savings_plan_effective_cost", effective);
                row.put("savings_plan_savings_plan_a_r_n", "arn:aws:savingsplans::1:savingsplan/a");
                var negation = line(day, 2 + hour, cluster.account(), "SavingsPlanNegation");
                negation.put("line_item_product_code", "AmazonEC2");
                negation.put("product_product_name", EC2);
                negation.put("line_item_operation", "RunInstances");
                negation.put("line_item_usage_type", usageType);
                negation.put("line_item_unblended_cost", unblended.negate());
                negation.put("savings_plan_savings_plan_a_r_n", "arn:aws:savingsplans::1:savingsplan/a");
                if (price == Price.PLAN_NEGATED_WITH_RESOURCE) {
                    negation.put("line_item_resource_id", node);
                }
                rows.add(negation);
            }
            if (price == Price.RESERVED) {
                effective = list.multiply(digits(0.5, 0.7)).setScale(12, RoundingMode.DOWN);
                row.put("reservation_effective_cost", effective);
                row.put("reservation_reservation_a_r_n", "arn:aws:ec2:us-east-1:1:reserved-instances/a");
            }
            rows.add(row);
            Charge charge = charges.computeIfAbsent(type + usageType, key -> new Charge(type, usageType));
            charge.billed = charge.billed.add(plan ? BigDecimal.ZERO : unblended);
            charge.effective = charge.effective.add(effective);
            charge.list = charge.list.add(list);
            charge.quantity = charge.quantity.add(BigDecimal.ONE);
        }
        return List.copyOf(charges.values());
    }

    /** Whose a node's charges are by ADR 109. */
    private void divide(
            Cluster cluster,
            String node,
            boolean there,
            @Nullable String owner,
            LocalDate day,
            List<Charge> charges,
            List<Weight> pods,
            BigDecimal cost) {
        String resource = there ? node : "i-elsewhere";
        boolean whole = !there || whole(pods);
        List<BigDecimal> weights = whole ? List.of() : weights(pods, cost);
        Idle idle = cluster.in(month);
        for (Charge charge : charges) {
            BigDecimal[] all = {charge.billed, charge.effective, charge.list, charge.quantity};
            usage(cluster.account(), EC2, charge, day, all);
            if (whole) {
                team(day, resource, owner, all);
                continue;
            }
            BigDecimal[][] parts = new BigDecimal[all.length][];
            for (int i = 0; i < all.length; i++) {
                parts[i] = largestRemainder(all[i], weights);
            }
            for (int i = 0; i < weights.size(); i++) {
                int at = i;
                BigDecimal[] part = Stream.of(parts).map(amounts -> amounts[at]).toArray(BigDecimal[]::new);
                boolean last = i == weights.size() - 1;
                Weight pod = pods.get(last ? 0 : i % pods.size());
                boolean pays = !last && idle != Idle.WHOLE && (i < pods.size() || idle == Idle.PODS);
                if (weights.get(i).signum() != 0) {
                    team(day, resource, pays && pod.team != null ? pod.team : owner, part);
                    String kind = last ? "NO_PODS" : i < pods.size() ? "USED" : "IDLE";
                    Workload of = last ? new Workload(cluster.id(), "", "") : pod.workload;
                    uses.merge(
                            key(day, resource, kind, of.cluster(), of.namespace(), of.name()),
                            new BigDecimal[] {part[1], BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO},
                            OtherWritersBill::add);
                    if (kind.equals("USED")) {
                        gpus.merge(
                                key(day, resource, kind, of.cluster(), of.namespace(), of.name()),
                                charge.effective.multiply(pod.usedGpu).divide(sum(weights), 30, RoundingMode.HALF_EVEN),
                                BigDecimal::add);
                    }
                }
            }
        }
        if (!whole) {
            for (Weight pod : pods) {
                // what is worth nothing has no part to stand at
                if (pod.used.signum() == 0) {
                    continue;
                }
                uses.computeIfPresent(
                        key(
                                day,
                                resource,
                                "USED",
                                pod.workload.cluster(),
                                pod.workload.namespace(),
                                pod.workload.name()),
                        (key, values) -> add(values, new BigDecimal[] {BigDecimal.ZERO, pod.vcpu, pod.gb, pod.gpu}));
            }
        }
    }

    private static BigDecimal sum(Collection<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean whole(List<Weight> pods) {
        return pods.stream().noneMatch(pod -> pod.used.add(pod.unused).signum() != 0)
                || pods.stream().anyMatch(pod -> pod.used.signum() < 0 || pod.unused.signum() < 0);
    }

    /** What was used by each, what was idle of each, and the hours without pods from a thousandth of the cost on. */
    private static List<BigDecimal> weights(List<Weight> pods, BigDecimal cost) {
        var weights = new ArrayList<BigDecimal>();
        pods.forEach(pod -> weights.add(pod.used));
        pods.forEach(pod -> weights.add(pod.unused));
        BigDecimal without = cost.subtract(sum(weights));
        weights.add(without.multiply(BigDecimal.valueOf(1000)).compareTo(cost) >= 0 ? without : BigDecimal.ZERO);
        return weights;
    }

    /** Whether nothing says who gets the last unit of an amount: such pods are made anew. */
    private static boolean tied(List<Charge> charges, List<Weight> pods, BigDecimal cost) {
        return !whole(pods)
                && charges.stream()
                        .flatMap(charge -> Stream.of(charge.billed, charge.effective, charge.list, charge.quantity))
                        .anyMatch(amount -> {
                            var shares = new Shares(amount, weights(pods, cost));
                            return shares.units > 0
                                    && shares.rests[shares.order.get(shares.units - 1)].compareTo(
                                                    shares.rests[shares.order.get(shares.units)])
                                            == 0;
                        });
    }

    /** Parts by weight, in units of the amount's own digits, at least ten; and who has the largest remainders. */
    private static final class Shares {
        final BigDecimal unit;
        final BigDecimal[] floors;
        final BigDecimal[] rests;
        final List<Integer> order;
        final int units;

        Shares(BigDecimal amount, List<BigDecimal> weights) {
            int scale = Math.max(10, amount.stripTrailingZeros().scale());
            unit = BigDecimal.ONE.movePointLeft(scale);
            BigDecimal sum = sum(weights);
            floors = new BigDecimal[weights.size()];
            rests = new BigDecimal[weights.size()];
            for (int i = 0; i < floors.length; i++) {
                BigDecimal exact = amount.multiply(weights.get(i)).divide(sum, scale + 30, RoundingMode.HALF_EVEN);
                floors[i] = exact.setScale(scale, RoundingMode.FLOOR);
                rests[i] = exact.subtract(floors[i]);
            }
            order = IntStream.range(0, floors.length)
                    .boxed()
                    .sorted(Comparator.comparing((Integer i) -> rests[i]).reversed())
                    .toList();
            units = amount.subtract(sum(List.of(floors))).divide(unit).intValueExact();
        }
    }

    private static BigDecimal[] largestRemainder(BigDecimal amount, List<BigDecimal> weights) {
        var shares = new Shares(amount, weights);
        BigDecimal[] parts = shares.floors.clone();
        shares.order.stream().limit(shares.units).forEach(i -> parts[i] = parts[i].add(shares.unit));
        return parts;
    }

    /** A node whose namespace has more workloads than Bursar tells apart. */
    private void crowd() {
        Cluster cluster = CLUSTERS[0];
        LocalDate day = month.atDay(20);
        List<Charge> charges = compute(cluster, CROWDED, "platform", Price.SPOT, day);
        BigDecimal cost = charges.stream().map(charge -> charge.effective).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Weight> pods = new LinkedHashMap<>();
        for (int i = 0; i < WORKLOADS; i++) {
            BigDecimal weight = cost.divide(BigDecimal.valueOf(WORKLOADS), 9, RoundingMode.DOWN)
                    .subtract(BigDecimal.valueOf(i, 9));
            String name = "w" + (char) ('a' + i / 26) + (char) ('a' + i % 26);
            pod(cluster, CROWDED, day, "crowd", name, TEAMS.get(1 + i % 3), weight, BigDecimal.ZERO, pods, 1);
        }
        BigDecimal sum = pods.values().stream().map(pod -> pod.used).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (Charge charge : charges) {
            BigDecimal[] all = {charge.billed, charge.effective, charge.list, charge.quantity};
            usage(cluster.account(), EC2, charge, day, all);
            for (Weight pod : pods.values()) {
                crowd.merge(
                        pod.team,
                        charge.effective.multiply(pod.used).divide(sum, 30, RoundingMode.HALF_EVEN),
                        BigDecimal::add);
            }
        }
    }

    static final String CROWDED = "i-crowded";
    static final int WORKLOADS = 261;
    /** Of the crowded node, before anything is rounded. */
    final Map<String, BigDecimal> crowd = new TreeMap<>();

    /** What is neither a node's computing nor a weight. */
    private void besides() {
        Cluster cluster = CLUSTERS[0];
        LocalDate day = month.atDay(1);
        String node = "i-0%015x".formatted(1);
        for (String usageType : List.of("USE1-DataTransfer-Out-Bytes", "CPUCredits:t3", "EBS:VolumeUsage.gp3")) {
            var row = line(day, 5, cluster.account(), "Usage");
            String resource = usageType.startsWith("EBS") ? "vol-1" : node;
            row.put("line_item_product_code", "AmazonEC2");
            row.put("product_product_name", EC2);
            row.put("line_item_operation", "RunInstances");
            row.put("line_item_usage_type", usageType);
            row.put("line_item_resource_id", resource);
            row.put("line_item_unblended_cost", new BigDecimal("3.3333333333"));
            row.put("resource_tags", new TreeMap<>(Map.of("user_team", "platform")));
            rows.add(row);
            BigDecimal[] all = {
                new BigDecimal("3.3333333333"), new BigDecimal("3.3333333333"), BigDecimal.ZERO, BigDecimal.ZERO
            };
            usage(cluster.account(), EC2, new Charge("Usage", usageType), day, all);
            team(day, resource, "platform", all);
        }
        // a row of split cost allocation with a cost of its own, whose node has no charge
        var row = line(day, 5, cluster.account(), "Usage");
        row.put("line_item_product_code", "AmazonEKS");
        row.put("product_product_name", "Amazon EKS");
        row.put("line_item_operation", "EKSPod-EC2");
        row.put("line_item_usage_type", "USE1-EKS-EC2-vCPU-Hours");
        row.put("line_item_resource_id", "arn:aws:eks:us-east-1:" + cluster.account() + ":pod/ml/ns-fraud/own/7");
        row.put("line_item_unblended_cost", new BigDecimal("0.0123456789"));
        row.put("resource_tags", new TreeMap<>(Map.of("user_team", "fraud")));
        row.put("split_line_item_parent_resource_id", "i-nobody");
        row.put("split_line_item_split_cost", BigDecimal.ONE);
        rows.add(row);
        BigDecimal own = new BigDecimal("0.0123456789");
        usage(cluster.account(), "Amazon EKS", new Charge("Usage", "USE1-EKS-EC2-vCPU-Hours"), day, new BigDecimal[] {
            own, own, BigDecimal.ZERO, BigDecimal.ZERO
        });
        team(day, "arn:aws:eks:us-east-1:" + cluster.account() + ":pod/ml/ns-fraud/own", "fraud", new BigDecimal[] {
            own, own, BigDecimal.ZERO, BigDecimal.ZERO
        });
    }

    private void team(LocalDate day, String resource, @Nullable String team, BigDecimal[] amounts) {
        teams.merge(team == null ? day + " | " + resource : key(day, resource, team), amounts, OtherWritersBill::add);
    }

    private void usage(String account, String service, Charge charge, LocalDate day, BigDecimal[] amounts) {
        usageTypes.merge(
                key(day, account, service, charge.usageType, charge.recordType), amounts, OtherWritersBill::add);
    }

    private static String key(LocalDate day, String... others) {
        return day + " | " + String.join(" | ", others);
    }

    static BigDecimal[] add(BigDecimal[] a, BigDecimal[] b) {
        BigDecimal[] sum = new BigDecimal[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = Objects.requireNonNullElse(a[i], BigDecimal.ZERO)
                    .add(Objects.requireNonNullElse(b[i], BigDecimal.ZERO));
        }
        return sum;
    }

    static String text(BigDecimal[] values) {
        return Arrays.stream(values).map(OtherWritersPartsTest::plain).collect(Collectors.joining(" "));
    }

    private static Map<String, String> texts(Map<String, BigDecimal[]> sums) {
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((key, values) -> texts.put(key, text(values)));
        texts.values().removeIf(NOTHING::equals);
        return texts;
    }

    /** Charges of no cost at all, as what a plan takes back is, are the reader's to keep or not. */
    static final String NOTHING = "0 0 0 0";

    Map<String, String> byTeam() {
        return texts(teams);
    }

    Map<String, String> byUsageType() {
        return texts(usageTypes);
    }

    Map<String, String> byUse() {
        return texts(uses);
    }

    /** A number with many digits. */
    private BigDecimal digits(double from, double to) {
        return BigDecimal.valueOf(from + random.nextDouble() * (to - from));
    }

    private LinkedHashMap<String, @Nullable Object> line(LocalDate day, int hour, String account, String type) {
        var row = new LinkedHashMap<>(ChargeLinesFile.curLine(type, 0));
        row.put("bill_payer_account_id", PAYER);
        row.put("bill_billing_period_start_date", month.atDay(1).atStartOfDay());
        row.put("line_item_usage_start_date", day.atTime(hour, 0));
        row.put("line_item_usage_account_id", account);
        row.put("product_region_code", REGION);
        row.put("line_item_currency_code", "USD");
        return row;
    }

    /** Two files; nodes and their pods are in either. */
    public List<Path> write(Path folder, LineFormat format, boolean csv) {
        List<Map<String, @Nullable Object>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        var files = new ArrayList<Path>();
        Set<String> keys = new TreeSet<>();
        for (Map<String, @Nullable Object> row : rows) {
            if (row.get("resource_tags") instanceof Map<?, ?> tags) {
                tags.keySet().forEach(key -> keys.add(key.toString()));
            }
        }
        for (int file = 0; file < 2; file++) {
            var lines = ChargeLinesFile.of(format);
            for (String column : List.of(
                    "split_line_item_actual_usage",
                    "split_line_item_reserved_usage",
                    "split_line_item_split_usage_ratio",
                    "split_line_item_public_on_demand_split_cost")) {
                lines.with(column, "double");
            }
            if (format == LineFormat.CUR_LEGACY) {
                lines.without("resource_tags");
                keys.forEach(key -> lines.with("resource_tags_" + key, "varchar"));
            }
            for (int i = file; i < shuffled.size(); i += 2) {
                var row = new LinkedHashMap<>(shuffled.get(i));
                if (format == LineFormat.CUR_LEGACY && row.get("resource_tags") instanceof Map<?, ?> tags) {
                    tags.forEach((key, value) -> row.put("resource_tags_" + key, value));
                }
                lines.add(row);
            }
            Path path = folder.resolve(month + "-" + file + (csv ? ".csv" : ".parquet"));
            files.add(
                    csv
                            ? lines.csv(
                                    path,
                                    format == LineFormat.CUR_LEGACY
                                            ? OtherWritersBill::legacy
                                            : UnaryOperator.identity())
                            : lines.parquet(path));
        }
        return files;
    }

    /** A column's name in a legacy report. */
    private static String legacy(String column) {
        if (column.startsWith("resource_tags_user_")) {
            return "resourceTags/user:" + column.substring("resource_tags_user_".length());
        }
        if (column.startsWith("resource_tags_aws_ecs_")) {
            return "resourceTags/aws:ecs:" + camel(column.substring("resource_tags_aws_ecs_".length()), false);
        }
        if (column.startsWith("resource_tags_aws_")) {
            return "resourceTags/aws:"
                    + column.substring("resource_tags_aws_".length())
                            .replaceFirst("_", ":")
                            .replace('_', '-');
        }
        for (String category : List.of(
                "bill_", "line_item_", "product_", "pricing_", "reservation_", "savings_plan_", "split_line_item_")) {
            if (column.startsWith(category)) {
                return camel(category, false) + "/" + camel(column.substring(category.length()), true);
            }
        }
        throw new IllegalArgumentException(column);
    }

    private static String camel(String words, boolean first) {
        var text = new StringBuilder();
        boolean upper = first;
        for (char c : words.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                text.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return text.toString();
    }
}
