package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

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
