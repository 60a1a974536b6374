package dev.bursar.causes.aws;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.causes.spi.AwsAnomaly.RootCause;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.ServiceNames;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says of one of Bursar's anomalies: of the same service, of an account that has its costs, on days that overlap.
 *
 * @param last its last day; null while it goes on
 * @param impact USD above what AWS expected, of those accounts alone as far as AWS says so
 */
public record Beside(LocalDate first, @Nullable LocalDate last, BigDecimal impact) {
    /** Whose costs of a service an account had on some days. */
    @FunctionalInterface
    interface Owners {
        Set<TeamId> of(String account, String service, DayRange days);
    }

    /** The whole of what AWS says, for who may see all costs. */
    static Optional<Beside> of(Anomaly ours, AwsAnomaly aws, Owners owners, LocalDate today) {
        List<RootCause> same = same(ours, aws, today, cause -> isOf(ours, cause, aws, owners, today));
        BigDecimal known = contribution(same);
        return same.isEmpty()
                ? Optional.empty()
                : Optional.of(new Beside(aws.first(), aws.last(), known == null ? aws.impact() : known));
    }

    /**
     * Only what says nothing of other teams: where all that an account's service cost on AWS's days is the team's, and AWS says how much
     * of its figure that is.
     */
    static Optional<Beside> ofTeamAlone(Anomaly ours, AwsAnomaly aws, Owners owners, LocalDate today) {
        List<RootCause> same = same(
                ours,
                aws,
                today,
                cause -> owners(ours, cause, aws, owners, today)
                        .equals(Set.of(ours.series().team())));
        BigDecimal known = contribution(same);
        return same.isEmpty() || known == null
                ? Optional.empty()
                : Optional.of(new Beside(aws.first(), aws.last(), known));
    }

    /** AWS's days, until today while they go on. */
    static DayRange days(AwsAnomaly aws, LocalDate today) {
        LocalDate last = aws.last();
        LocalDate end = last == null ? today : last.plusDays(1);
        return new DayRange(
                aws.first(), end.isAfter(aws.first()) ? end : aws.first().plusDays(1));
    }

    private static List<RootCause> same(Anomaly ours, AwsAnomaly aws, LocalDate today, Predicate<RootCause> owned) {
        DayRange days = days(aws, today);
        if (!days.from().isBefore(ours.days().to()) || !ours.days().from().isBefore(days.to())) {
            return List.of();
        }
        return aws.causes().stream()
                .filter(cause ->
                        !cause.account().isEmpty() && !names(ours, cause, aws).isEmpty())
                .filter(owned)
                .toList();
    }

    private static boolean isOf(Anomaly ours, RootCause cause, AwsAnomaly aws, Owners owners, LocalDate today) {
        return ours.series().account().isEmpty()
                ? owners(ours, cause, aws, owners, today).contains(ours.series().team())
                : ours.series().account().equals(cause.account());
    }

    /** Under any of the service's names: one day may have come from Cost Explorer, and another from an export. */
    private static Set<TeamId> owners(Anomaly ours, RootCause cause, AwsAnomaly aws, Owners owners, LocalDate today) {
        Set<TeamId> all = new HashSet<>();
        Stream.concat(Stream.of(service(cause, aws)), names(ours, cause, aws).stream())
                .distinct()
                .forEach(name -> all.addAll(owners.of(cause.account(), name, days(aws, today))));
        return all;
    }

    /** Those of our service under which AWS's costs stand in charges. */
    private static List<String> names(Anomaly ours, RootCause cause, AwsAnomaly aws) {
        return ours.names().stream()
                .filter(name -> ServiceNames.isWithin(service(cause, aws), name))
                .toList();
    }

    /** Monitors of services name the service that they watch. */
    private static String service(RootCause cause, AwsAnomaly aws) {
        return cause.service().isEmpty() ? aws.dimensionValue() : cause.service();
    }

    private static @Nullable BigDecimal contribution(List<RootCause> causes) {
        List<BigDecimal> known = causes.stream()
                .map(RootCause::contribution)
                .filter(Objects::nonNull)
                .toList();
        return known.size() < causes.size() ? null : known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
