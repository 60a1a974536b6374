package dev.bursar.simulator;

import module java.base;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** Sums by account, service, record type, team and day, without those that are 0: of Cost Explorer, or of an export. */
final class ExportSums {

    /** Services that exports name otherwise; exports have the tax under the product that it is on. */
    private static final Map<String, String> NAMES = Map.of(
            "Amazon Elastic Compute Cloud - Compute", "Amazon Elastic Compute Cloud",
            "EC2 - Other", "Amazon Elastic Compute Cloud",
            "Amazon Elastic Load Balancing", "Elastic Load Balancing",
            "Tax", "Amazon Elastic Compute Cloud");

    final Map<Place, BigDecimal> sums = new TreeMap<>();

    record Place(LocalDate day, String account, String service, String recordType, String team)
            implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparing(Place::day)
                .thenComparing(Place::account)
                .thenComparing(Place::service)
                .thenComparing(Place::recordType)
                .thenComparing(Place::team);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        Place as(String otherType) {
            return new Place(day, account, service, otherType, team);
        }
    }

    void add(Place place, BigDecimal amount) {
        sums.merge(place, amount, (a, b) -> Aws.plain(a.add(b)));
        sums.computeIfPresent(place, (same, sum) -> sum.signum() == 0 ? null : Aws.plain(sum));
    }

    /** What Cost Explorer answers about a month, by metric, services named as exports name them. */
    static Map<String, ExportSums> costExplorer(Aws aws, YearMonth month) {
        var all = new TreeMap<String, ExportSums>();
        var start = month.atDay(1).toString();
        var end = month.plusMonths(1).atDay(1).toString();
        for (var account : aws.organisation.accounts()) {
            var question = Aws.question(start, end, Granularity.DAILY).toBuilder()
                    .metrics("UnblendedCost", "AmortizedCost", "NetUnblendedCost", "NetAmortizedCost", "UsageQuantity")
                    .build();
            var types = aws.answer(
                    question,
                    it -> it.granularity(Granularity.MONTHLY)
                            .groupBy(Aws.dimension("RECORD_TYPE"))
                            .filter(Aws.is("LINKED_ACCOUNT", account.id())));
            types.keySet().stream().flatMap(key -> key.keys().stream()).forEach(type -> {
                var both = Expression.builder()
                        .and(Aws.is("LINKED_ACCOUNT", account.id()), Aws.is("RECORD_TYPE", type))
                        .build();
                aws.answer(
                                question,
                                it -> it.groupBy(Aws.tag("team"), Aws.dimension("SERVICE"))
                                        .filter(both))
                        .forEach((key, amounts) -> {
                            if (!key.keys().isEmpty()) {
                                var service = key.keys().get(1);
                                var place = new Place(
                                        LocalDate.parse(key.start()),
                                        account.id(),
                                        NAMES.getOrDefault(service, service),
                                        type,
                                        key.keys().get(0).substring("team$".length()));
                                amounts.forEach((metric, amount) -> all.computeIfAbsent(metric, it -> new ExportSums())
                                        .add(place, amount));
                            }
                        });
            });
        }
        return all;
    }
}
