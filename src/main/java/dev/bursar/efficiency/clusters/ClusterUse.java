package dev.bursar.efficiency.clusters;

import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.kernel.TeamId;
import module java.base;

/**
 * What a team's part of a namespace cost in some days, in one currency.
 *
 * @param cluster as {@link ClusterPart} has it
 * @param namespace "" of ECS, and of hours without pods
 * @param cost EffectiveCost, with what was idle
 * @param idle of it what nobody used
 * @param requested of it what vCPUs and memory cost that were asked for or used, whichever is more
 * @param spare of this what wasn't used, as far as AWS measured it
 * @param vcpuHours as {@code requested}
 * @param vcpuSpare as {@code spare}
 */
public record ClusterUse(
        String cluster,
        String namespace,
        TeamId team,
        String currency,
        LocalDate firstDay,
        LocalDate lastDay,
        BigDecimal cost,
        BigDecimal idle,
        BigDecimal requested,
        BigDecimal spare,
        BigDecimal vcpuHours,
        BigDecimal vcpuSpare,
        BigDecimal gbHours,
        BigDecimal gbSpare) {
    /** AWS weighs a vCPU-hour as nine of a GB. */
    private static final BigDecimal VCPU = BigDecimal.valueOf(9);

    private static final BigDecimal TWICE = BigDecimal.TWO;
    /** What is less isn't worth looking at, in whatever currency. */
    private static final BigDecimal LEAST = BigDecimal.TEN;

    private static final int SCALE = 10;

    /** What some charges of a part come to; hours are null where they state none. */
    record PartSum(
            ClusterPart part,
            TeamId team,
            String currency,
            BigDecimal cost,
            BigDecimal gpuCost,
            BigDecimal vcpuHours,
            BigDecimal gbHours,
            BigDecimal vcpuSpare,
            BigDecimal gbSpare) {}

    private record Key(String cluster, String namespace, TeamId team, String currency) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::cluster)
                .thenComparing(Key::namespace)
                .thenComparing(Key::team)
                .thenComparing(Key::currency);
    }

    /** Adds parts up by namespace and team. */
    static List<ClusterUse> of(List<PartSum> parts, LocalDate firstDay, LocalDate lastDay) {
        Map<Key, List<PartSum>> namespaces = parts.stream()
                .collect(Collectors.groupingBy(
                        one -> new Key(one.part().cluster(), one.part().namespace(), one.team(), one.currency()),
                        () -> new TreeMap<>(Key.ORDER),
                        Collectors.toList()));
        return namespaces.entrySet().stream()
                .map(one -> of(one.getKey(), one.getValue(), firstDay, lastDay))
                .toList();
    }

    private static ClusterUse of(Key key, List<PartSum> parts, LocalDate firstDay, LocalDate lastDay) {
        List<PartSum> used = parts.stream()
                .filter(one -> one.part().use() == ClusterPart.Use.USED)
                .toList();
        BigDecimal cost = sum(parts, PartSum::cost);
        BigDecimal requested = sum(used, PartSum::cost).subtract(sum(used, PartSum::gpuCost));
        BigDecimal vcpu = sum(used, PartSum::vcpuHours);
        BigDecimal gb = sum(used, PartSum::gbHours);
        BigDecimal vcpuSpare = sum(used, PartSum::vcpuSpare);
        BigDecimal gbSpare = sum(used, PartSum::gbSpare);
        BigDecimal weight = weight(vcpu, gb);
        BigDecimal spare = weight.signum() <= 0
                ? BigDecimal.ZERO
                : requested.multiply(weight(vcpuSpare, gbSpare)).divide(weight, SCALE, RoundingMode.HALF_EVEN);
        return new ClusterUse(
                key.cluster(),
                key.namespace(),
                key.team(),
                key.currency(),
                firstDay,
                lastDay,
                cost,
                cost.subtract(sum(used, PartSum::cost)),
                requested,
                spare,
                vcpu,
                vcpuSpare,
                gb,
                gbSpare);
    }

    private static BigDecimal sum(List<PartSum> parts, Function<PartSum, BigDecimal> of) {
        return parts.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal weight(BigDecimal vcpu, BigDecimal gb) {
        return vcpu.multiply(VCPU).add(gb);
    }

    /** Whether AWS measured what any of its pods used. */
    public boolean isMeasured() {
        return vcpuSpare.signum() > 0 || gbSpare.signum() > 0;
    }

    /** How many times what it uses it asks for, vCPUs and memory as AWS weighs them; empty where it isn't measured, or uses nothing. */
    public Optional<BigDecimal> ratio() {
        BigDecimal asked = weight(vcpuHours, gbHours);
        BigDecimal used = asked.subtract(weight(vcpuSpare, gbSpare));
        return isMeasured() && used.signum() > 0
                ? Optional.of(asked.divide(used, SCALE, RoundingMode.HALF_EVEN))
                : Optional.empty();
    }

    /** Whether it asks for twice what it uses, at a cost that is worth a look. */
    boolean asksTwice() {
        return !namespace.isEmpty()
                && spare.compareTo(LEAST) >= 0
                && ratio().filter(ratio -> ratio.compareTo(TWICE) >= 0).isPresent();
    }
}
