package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/**
 * GetAnomalies: what the monitor of services found. The fraud team's new endpoint goes on; the other two are peaks that have ended,
 * one of them small. Amounts are JSON numbers here.
 */
final class Anomalies implements JsonService.Operation {
    private static final int MOST_DAYS = 90;
    private static final int USUAL_RESULTS = 100;
    private static final int DAYS_BEFORE = 28;
    private static final int DECIMALS = 4;

    private static final String MONITOR =
            "arn:aws:ce::" + Organisation.PAYER + ":anomalymonitor/0d1c6a52-5e0b-4c55-9d0b-1f7c2f3a4b5c";

    private final Organisation organisation;
    private final Pages pages;
    private final IntSupplier rowsPerPage;

    Anomalies(Organisation organisation, Pages pages, IntSupplier rowsPerPage) {
        this.organisation = organisation;
        this.pages = pages;
        this.rowsPerPage = rowsPerPage;
    }

    /**
     * @param usageType that cost most
     * @param expected of its days
     */
    private record Found(
            String account,
            String service,
            String region,
            String usageType,
            LocalDate first,
            LocalDate last,
            boolean lasts,
            BigDecimal highest,
            BigDecimal actual,
            BigDecimal expected) {
        BigDecimal impact() {
            return actual.subtract(expected);
        }
    }

    @Override
    public ObjectNode answer(ObjectNode request) {
        var interval = request.get("DateInterval");
        if (interval == null || !interval.isObject()) {
            throw Json.missing("DateInterval");
        }
        var start = day(Json.required(interval, "StartDate"));
        var asked = Json.text(interval, "EndDate");
        var end = asked == null ? organisation.today() : day(asked);
        if (end.isBefore(start)) {
            throw AwsRefusal.invalid("Start date must be before end date");
        }
        if (start.isBefore(organisation.today().minusDays(MOST_DAYS))) {
            throw AwsRefusal.invalid("Start date can not be earlier than " + MOST_DAYS + " days ago");
        }
        var monitor = Json.text(request, "MonitorArn");
        if (monitor != null && !monitor.equals(MONITOR)) {
            throw AwsRefusal.of("UnknownMonitorException", "No anomaly monitor was found for the given ARN");
        }
        var found = all().stream()
                .filter(one -> !one.first().isAfter(end) && !one.last().isBefore(start))
                .toList();
        var most = Math.min(Json.number(request, "MaxResults", USUAL_RESULTS), rowsPerPage.getAsInt());
        return pages.answer(Json.object(), "Anomalies", found, request, most, this::json);
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw AwsRefusal.invalid("Dates should be in the format yyyy-MM-dd: " + text);
        }
    }

    private List<Found> all() {
        var today = organisation.today();
        var found = new ArrayList<Found>();
        var begins = organisation.storyDay();
        if (begins.isBefore(today) && !begins.isBefore(today.minusDays(MOST_DAYS))) {
            found(OrganisationModel.FRAUD, "Amazon SageMaker", begins, today.minusDays(1), true)
                    .ifPresent(found::add);
        }
        peak(OrganisationModel.CHECKOUT, "AWS Lambda", today.minusDays(24), today.minusDays(4), 2)
                .ifPresent(found::add);
        peak(OrganisationModel.RECOMMENDATIONS, "Amazon SageMaker", today.minusDays(60), today.minusDays(38), 3)
                .ifPresent(found::add);
        return found;
    }

    /** The days on which it cost most above what it had cost before. */
    private Optional<Found> peak(String account, String service, LocalDate from, LocalDate to, int days) {
        return from.datesUntil(to)
                .flatMap(first -> found(account, service, first, first.plusDays(days - 1L), false).stream())
                .max(Comparator.comparing(Found::impact));
    }

    /** Empty where it cost no more than before. */
    private Optional<Found> found(String account, String service, LocalDate first, LocalDate last, boolean lasts) {
        var lines = lines(account, service, first, last.plusDays(1));
        var before = sum(lines(account, service, first.minusDays(DAYS_BEFORE), first));
        var length = ChronoUnit.DAYS.between(first, last.plusDays(1));
        var daily = before.divide(BigDecimal.valueOf(DAYS_BEFORE), DECIMALS, RoundingMode.HALF_UP);
        var actual = sum(lines).setScale(DECIMALS, RoundingMode.HALF_UP);
        var expected = daily.multiply(BigDecimal.valueOf(length));
        if (actual.compareTo(expected) <= 0) {
            return Optional.empty();
        }
        var highest = lines.stream().collect(Collectors.groupingBy(Line::day)).values().stream()
                .map(day -> sum(day).subtract(daily))
                .max(BigDecimal::compareTo)
                .orElseThrow()
                .setScale(DECIMALS, RoundingMode.HALF_UP);
        var dearest = lines.stream()
                .collect(Collectors.groupingBy(line -> line.cell().usageType()))
                .values()
                .stream()
                .max(Comparator.comparing(Anomalies::sum))
                .orElseThrow()
                .getFirst()
                .cell();
        return Optional.of(new Found(
                account,
                service,
                dearest.region(),
                dearest.usageType(),
                first,
                last,
                lasts,
                highest,
                actual,
                expected));
    }

    private List<Line> lines(String account, String service, LocalDate from, LocalDate to) {
        return organisation.lines(from, to).stream()
                .filter(line -> line.cell().account().equals(account)
                        && line.cell().service().equals(service)
                        && line.cell().recordType().endsWith("Usage"))
                .toList();
    }

    private static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(line -> line.costs().netUnblended()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private ObjectNode json(Found one) {
        var id = UUID.nameUUIDFromBytes((one.account() + one.service() + one.first()).getBytes(StandardCharsets.UTF_8));
        var json = Json.object().put("AnomalyId", id.toString()).put("AnomalyStartDate", one.first() + "T00:00:00Z");
        if (!one.lasts()) {
            json.put("AnomalyEndDate", one.last() + "T00:00:00Z");
        }
        json.put("DimensionValue", one.service()).put("MonitorArn", MONITOR);
        var cause = json.putArray("RootCauses").addObject();
        cause.put("Service", one.service())
                .put("Region", one.region())
                .put("LinkedAccount", one.account())
                .put("LinkedAccountName", organisation.accountName(one.account()))
                .put("UsageType", one.usageType());
        cause.putObject("Impact").put("Contribution", one.impact());
        json.putObject("AnomalyScore")
                .put("MaxScore", new BigDecimal("0.95"))
                .put("CurrentScore", one.lasts() ? new BigDecimal("0.95") : new BigDecimal("0.2"));
        var impact = json.putObject("Impact")
                .put("MaxImpact", one.highest())
                .put("TotalImpact", one.impact())
                .put("TotalActualSpend", one.actual())
                .put("TotalExpectedSpend", one.expected());
        percentage(one).ifPresent(share -> impact.put("TotalImpactPercentage", share));
        return json;
    }

    /** Empty where nothing was expected. */
    private static Optional<BigDecimal> percentage(Found one) {
        return one.expected().signum() == 0
                ? Optional.empty()
                : Optional.of(one.impact().movePointRight(2).divide(one.expected(), 2, RoundingMode.HALF_UP));
    }
}
