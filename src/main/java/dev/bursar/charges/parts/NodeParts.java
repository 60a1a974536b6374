package dev.bursar.charges.parts;

import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCharge.Costs;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.kernel.LargestRemainder;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Parts what the nodes of clusters cost among what ran on them, for the charges of one account and day. AWS's split and unused costs are
 * weights: each charge of a node for computing is divided by itself, to its own last digit and at least to the tenth, and its parts add up
 * to it. What the weights leave of a node's amortized cost is of hours without pods.
 */
public final class NodeParts {
    /** So many workloads of a namespace have parts of their own on a day. */
    private static final int MOST_WORKLOADS = 200;

    private static final int SCALE = 10;
    /** AWS rounds what it says of each pod and hour; an hour without pods is more of a node's day than this. */
    private static final BigDecimal LEAST = new BigDecimal("0.001");

    private static final Pattern COMPUTING =
            Pattern.compile("(?:^|-)(?:BoxUsage|SpotUsage|DedicatedUsage|HostBoxUsage)(?::|$)");

    private final Flaws flaws;
    private final Map<String, Map<Key, Sum>> nodes = new HashMap<>();
    private final Map<String, Rows> rows = new HashMap<>();
    private final Map<String, List<Asked>> charges = new TreeMap<>();
    private final Map<Map<String, String>, Map<String, String>> labels = new IdentityHashMap<>();
    private final Map<Map<String, String>, Boolean> ofClusters = new IdentityHashMap<>();

    public NodeParts(Flaws flaws) {
        this.flaws = flaws;
    }

    /** Why rows of split cost allocation part nothing, or a node has none. */
    public enum Flaw {
        NO_NODE_NAMED,
        /** The node has no charge for computing on the day. */
        NODE_ABSENT,
        /** The node's rows have negative costs, or none above 0. */
        NO_WEIGHTS,
        /** A node of a cluster, by its tags, has no rows on the day. */
        NO_ROWS
    }

    /** Hears of what can't be parted. */
    @FunctionalInterface
    public interface Flaws {
        /**
         * @param one a row, or of {@link Flaw#NO_ROWS} the node's charge
         * @param rows how many lines of the files it is about
         */
        void found(Flaw flaw, DeliveredCharge one, long rows);
    }

    /** What a node has of rows. */
    private record Rows(DeliveredCharge first, long lines) {
        Rows and(Rows more) {
            return new Rows(first, lines + more.lines);
        }
    }

    private record Key(PodPlace place, Map<String, String> tags) {}

    /** What all rows of a workload on a node say. */
    private static final class Sum {
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal idle = BigDecimal.ZERO;
        BigDecimal gpuUsed = BigDecimal.ZERO;
        BigDecimal gpuIdle = BigDecimal.ZERO;

        @Nullable
        BigDecimal vcpu;

        @Nullable
        BigDecimal gb;

        @Nullable
        BigDecimal gpu;

        @Nullable
        BigDecimal vcpuSpare;

        @Nullable
        BigDecimal gbSpare;

        void add(Sum other) {
            used = used.add(other.used);
            idle = idle.add(other.idle);
            gpuUsed = gpuUsed.add(other.gpuUsed);
            gpuIdle = gpuIdle.add(other.gpuIdle);
            vcpu = plus(vcpu, other.vcpu);
            gb = plus(gb, other.gb);
            gpu = plus(gpu, other.gpu);
            vcpuSpare = plus(vcpuSpare, other.vcpuSpare);
            gbSpare = plus(gbSpare, other.gbSpare);
        }
    }

    /** A charge of a node with what the invoice asks for it. */
    private record Asked(DeliveredCharge charge, BigDecimal billed) {
        BigDecimal amortized() {
            BigDecimal amortized = charge.costs().amortized();
            return amortized == null ? charge.costs().effective() : amortized;
        }
    }

    /** Takes charges and parts of charges. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param billed what the invoice asks for it
         * @param share null of a charge that isn't parted
         */
        void take(DeliveredCharge charge, BigDecimal billed, @Nullable NodeShare share);
    }

    /** Takes a row of split cost allocation; all of an account and day come before their charges. */
    public void add(DeliveredCharge row) {
        DeliveredCharge.Split split = Objects.requireNonNull(row.split());
        if (split.node().isEmpty()) {
            flaws.found(Flaw.NO_NODE_NAMED, row, row.lines());
            return;
        }
        rows.merge(split.node(), new Rows(row, row.lines()), Rows::and);
        Map<String, String> tags = labels.computeIfAbsent(row.tags(), PodPlace::ofPeople);
        var key = new Key(PodPlace.of(row.resource(), row.account(), row.tags()), tags);
        Sum sum = nodes.computeIfAbsent(split.node(), any -> new HashMap<>()).computeIfAbsent(key, any -> new Sum());
        BigDecimal used = known(split.cost());
        BigDecimal idle = known(split.unused());
        sum.used = sum.used.add(used);
        sum.idle = sum.idle.add(idle);
        if (row.usageType().endsWith("vCPU-Hours")) {
            sum.vcpu = plus(sum.vcpu, split.usage());
            sum.vcpuSpare = plus(sum.vcpuSpare, split.spare());
        } else if (row.usageType().endsWith("GB-Hours")) {
            sum.gb = plus(sum.gb, split.usage());
            sum.gbSpare = plus(sum.gbSpare, split.spare());
        } else {
            sum.gpu = plus(sum.gpu, split.usage());
            sum.gpuUsed = sum.gpuUsed.add(used);
            sum.gpuIdle = sum.gpuIdle.add(idle);
        }
    }

    /** Keeps a charge until the end if it is a node's for computing; else it goes on as it is. */
    public void charge(DeliveredCharge charge, BigDecimal billed, Sink sink) {
        if (nodes.containsKey(charge.resource()) && computing(charge)) {
            charges.computeIfAbsent(charge.resource(), any -> new ArrayList<>()).add(new Asked(charge, billed));
        } else {
            if (ofCluster(charge) && computing(charge)) {
                flaws.found(Flaw.NO_ROWS, charge, 0);
            }
            sink.take(charge, billed, null);
        }
    }

    private boolean ofCluster(DeliveredCharge charge) {
        return !charge.tags().isEmpty() && ofClusters.computeIfAbsent(charge.tags(), PodPlace::isOfCluster);
    }

    private static boolean computing(DeliveredCharge charge) {
        return charge.chargeCategory().equals("Usage")
                && charge.chargeClass().isEmpty()
                && COMPUTING.matcher(charge.usageType()).find();
    }

    /** All charges of the account and day have come. */
    public void end(Sink sink) {
        fold();
        for (var node : new TreeMap<>(nodes).entrySet()) {
            List<Asked> asked = charges.getOrDefault(node.getKey(), List.of());
            if (asked.isEmpty() || !weights(node.getValue().values())) {
                asked.forEach(one -> sink.take(one.charge(), one.billed(), null));
                Rows left = Objects.requireNonNull(rows.get(node.getKey()));
                flaws.found(asked.isEmpty() ? Flaw.NODE_ABSENT : Flaw.NO_WEIGHTS, left.first(), left.lines());
            } else {
                part(asked, node.getValue(), sink);
            }
        }
        nodes.clear();
        charges.clear();
        rows.clear();
        labels.clear();
        ofClusters.clear();
    }

    private static boolean weights(Collection<Sum> sums) {
        return sums.stream().allMatch(sum -> sum.used.signum() >= 0 && sum.idle.signum() >= 0)
                && sums.stream().anyMatch(sum -> sum.used.signum() > 0 || sum.idle.signum() > 0);
    }

    /** Joins the smaller workloads of a namespace that has very many. */
    private void fold() {
        Map<String, Map<String, BigDecimal>> workloads = new HashMap<>();
        nodes.values()
                .forEach(parts -> parts.forEach((key, sum) -> workloads
                        .computeIfAbsent(namespace(key), any -> new HashMap<>())
                        .merge(key.place().workload(), sum.used.add(sum.idle), BigDecimal::add)));
        Map<String, Set<String>> kept = new HashMap<>();
        workloads.forEach((namespace, costs) -> {
            if (costs.size() > MOST_WORKLOADS) {
                kept.put(
                        namespace,
                        costs.entrySet().stream()
                                .sorted(Map.Entry.<String, BigDecimal>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                                .limit(MOST_WORKLOADS)
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()));
            }
        });
        if (!kept.isEmpty()) {
            nodes.replaceAll((node, parts) -> folded(parts, kept));
        }
    }

    private static Map<Key, Sum> folded(Map<Key, Sum> parts, Map<String, Set<String>> kept) {
        Map<Key, Sum> folded = new HashMap<>();
        parts.forEach((key, sum) -> {
            Set<String> own = kept.get(namespace(key));
            PodPlace place = key.place();
            Key to = own == null || own.contains(place.workload())
                    ? key
                    : new Key(new PodPlace(place.cluster(), place.namespace(), ClusterPart.OTHERS), key.tags());
            folded.computeIfAbsent(to, any -> new Sum()).add(sum);
        });
        return folded;
    }

    private static String namespace(Key key) {
        return key.place().cluster() + "\u001f" + key.place().namespace();
    }

    /** A part of all charges of a node. */
    private record Weighed(
            ClusterPart part,
            Map<String, String> tags,
            BigDecimal weight,
            BigDecimal gpu,
            @Nullable Sum hours) {}

    private static void part(List<Asked> asked, Map<Key, Sum> parts, Sink sink) {
        List<Weighed> weighed = new ArrayList<>();
        parts.forEach((key, sum) -> {
            PodPlace place = key.place();
            if (sum.used.signum() > 0) {
                weighed.add(new Weighed(part(place, ClusterPart.Use.USED), key.tags(), sum.used, sum.gpuUsed, sum));
            }
            if (sum.idle.signum() > 0) {
                weighed.add(new Weighed(part(place, ClusterPart.Use.IDLE), key.tags(), sum.idle, sum.gpuIdle, null));
            }
        });
        BigDecimal all = weighed.stream().map(Weighed::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal cost = asked.stream().map(Asked::amortized).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rest = cost.subtract(all);
        if (rest.compareTo(cost.multiply(LEAST)) > 0) {
            String cluster = weighed.stream()
                    .map(one -> one.part().cluster())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            weighed.add(new Weighed(
                    new ClusterPart(cluster, "", "", ClusterPart.Use.NO_PODS), Map.of(), rest, BigDecimal.ZERO, null));
        }
        weighed.sort(
                Comparator.comparing((Weighed one) -> one.part().text()).thenComparing(one -> TagsText.of(one.tags())));
        List<BigDecimal> ofCharges =
                asked.stream().map(one -> one.amortized().abs()).toList();
        for (int at = 0; at < asked.size(); at++) {
            part(asked.get(at), ofCharges, at, weighed, sink);
        }
    }

    private static ClusterPart part(PodPlace place, ClusterPart.Use use) {
        return new ClusterPart(place.cluster(), place.namespace(), place.workload(), use);
    }

    private static void part(Asked asked, List<BigDecimal> ofCharges, int at, List<Weighed> weighed, Sink sink) {
        DeliveredCharge charge = asked.charge();
        List<BigDecimal> weights = weighed.stream().map(Weighed::weight).toList();
        Costs costs = charge.costs();
        var billed = split(asked.billed(), weights);
        var effective = split(costs.effective(), weights);
        var list = split(costs.list(), weights);
        var contracted = split(costs.contracted(), weights);
        var unblended = split(costs.unblended(), weights);
        var netUnblended = split(costs.netUnblended(), weights);
        var amortized = split(costs.amortized(), weights);
        var netAmortized = split(costs.netAmortized(), weights);
        var ofInvoice = split(costs.billed(), weights);
        var quantity = split(charge.quantity(), weights);
        for (int i = 0; i < weighed.size(); i++) {
            Weighed one = weighed.get(i);
            Map<String, String> tags = new TreeMap<>(charge.tags());
            one.tags().forEach((tag, own) -> tags.merge(tag, own, (ofNode, ofPod) -> ofPod.isEmpty() ? ofNode : ofPod));
            BigDecimal cost = Objects.requireNonNull(effective.apply(i));
            sink.take(
                    charge.part(
                            Collections.unmodifiableMap(tags),
                            new Costs(
                                    Objects.requireNonNull(ofInvoice.apply(i)),
                                    cost,
                                    list.apply(i),
                                    contracted.apply(i),
                                    unblended.apply(i),
                                    netUnblended.apply(i),
                                    amortized.apply(i),
                                    netAmortized.apply(i)),
                            quantity.apply(i),
                            i == 0 ? charge.lines() : 0),
                    Objects.requireNonNull(billed.apply(i)),
                    new NodeShare(
                            one.part(),
                            charge.tags(),
                            one.hours() == null ? null : hours(one.hours().vcpu, ofCharges, at),
                            one.hours() == null ? null : hours(one.hours().gb, ofCharges, at),
                            one.hours() == null ? null : hours(one.hours().gpu, ofCharges, at),
                            one.gpu().signum() == 0
                                    ? null
                                    : plain(cost.multiply(one.gpu())
                                            .divide(one.weight(), SCALE, RoundingMode.HALF_EVEN)),
                            one.hours() == null ? null : hours(one.hours().vcpuSpare, ofCharges, at),
                            one.hours() == null ? null : hours(one.hours().gbSpare, ofCharges, at)));
        }
    }

    /** The hours of a node's charge, of what all its charges are worth. */
    private static @Nullable BigDecimal hours(@Nullable BigDecimal hours, List<BigDecimal> ofCharges, int at) {
        if (hours == null || ofCharges.size() == 1) {
            return hours;
        }
        if (ofCharges.stream().allMatch(cost -> cost.signum() == 0)) {
            return at == 0 ? hours : null;
        }
        return plain(LargestRemainder.split(hours, Math.max(SCALE, hours.scale()), ofCharges)
                .get(at));
    }

    /** An amount's parts by number; null where there is no amount. */
    private static IntFunction<@Nullable BigDecimal> split(@Nullable BigDecimal amount, List<BigDecimal> weights) {
        if (amount == null || amount.signum() == 0) {
            return i -> amount;
        }
        List<BigDecimal> parts = LargestRemainder.split(amount, Math.max(SCALE, amount.scale()), weights);
        return i -> plain(parts.get(i));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal known(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    private static @Nullable BigDecimal plus(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other : other == null ? one : one.add(other);
    }
}
