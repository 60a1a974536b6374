package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A TimePeriod, end exclusive, with the limits that Cost Explorer sets to it. */
record Period(LocalDate start, LocalDate end) {
    private static final int RESOURCE_DAYS = 14;

    /** A period of the past within the fourteen months that are kept. */
    static Period past(JsonNode request, Organisation organisation) {
        var period = asked(request);
        var today = organisation.today();
        if (!period.start.isBefore(period.end)) {
            throw AwsRefusal.invalid("Start date (and hour) should be before end date (and hour)");
        }
        if (period.start.isAfter(today)) {
            throw AwsRefusal.invalid("Start date must not be later than the current date");
        }
        if (period.start.isBefore(organisation.firstDay())) {
            throw AwsRefusal.invalid(
                    period.start.getDayOfMonth() == 1
                            ? "You haven't enabled historical data beyond 14 months"
                            : "To retrieve data beyond the past 14 months, your start date needs to be the first day of"
                                    + " the month.");
        }
        if (period.end.isAfter(YearMonth.from(today).plusMonths(1).atDay(1))) {
            throw AwsRefusal.invalid("end date past the beginning of next month");
        }
        return period;
    }

    /** A period of which costs are known by resource: within the last fourteen days. */
    static Period withResources(JsonNode request, Organisation organisation) {
        var period = past(request, organisation);
        if (period.start.isBefore(organisation.today().minusDays(RESOURCE_DAYS))) {
            // what AWS says whatever the granularity
            throw AwsRefusal.invalid("Start date is more than 14 days ago for hourly granularity");
        }
        return period;
    }

    /** A period to forecast, from today on. */
    static Period future(JsonNode request, Organisation organisation) {
        var period = asked(request);
        if (!period.start.isBefore(period.end)) {
            throw AwsRefusal.invalid(
                    "Requested Start: " + period.start + " must be before requested End: " + period.end);
        }
        if (period.start.isAfter(organisation.today())) {
            throw AwsRefusal.invalid("Start date must not be later than the current date");
        }
        if (period.start.isBefore(organisation.today())) {
            throw AwsRefusal.invalid("Start date must not be earlier than the current date");
        }
        return period;
    }

    private static Period asked(JsonNode request) {
        var period = request.get("TimePeriod");
        if (period == null || !period.isObject()) {
            throw Json.missing("TimePeriod");
        }
        return new Period(day(Json.required(period, "Start")), day(Json.required(period, "End")));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw AwsRefusal.invalid("Dates should be in the format yyyy-MM-dd: " + text);
        }
    }

    boolean contains(LocalDate day) {
        return !day.isBefore(start) && day.isBefore(end);
    }

    ObjectNode json() {
        return Json.object().put("Start", start.toString()).put("End", end.toString());
    }

    /** The time steps of an answer. */
    enum Granularity {
        DAILY {
            @Override
            LocalDate next(LocalDate start) {
                return start.plusDays(1);
            }
        },
        MONTHLY {
            @Override
            LocalDate next(LocalDate start) {
                return YearMonth.from(start).plusMonths(1).atDay(1);
            }
        };

        abstract LocalDate next(LocalDate start);

        List<Period> buckets(Period whole) {
            var buckets = new ArrayList<Period>();
            for (var start = whole.start(); start.isBefore(whole.end()); start = next(start)) {
                var end = next(start);
                buckets.add(new Period(start, end.isBefore(whole.end()) ? end : whole.end()));
            }
            return buckets;
        }

        static Granularity asked(JsonNode request) {
            return switch (Json.required(request, "Granularity")) {
                case "DAILY" -> DAILY;
                case "MONTHLY" -> MONTHLY;
                case "HOURLY" -> throw AwsRefusal.invalid("Hourly timePeriod is not supported for this request");
                default -> throw AwsRefusal.invalid("Granularity should be either 'MONTHLY' or 'DAILY'");
            };
        }
    }
}
