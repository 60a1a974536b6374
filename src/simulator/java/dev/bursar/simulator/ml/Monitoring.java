package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Models, and the monitors that watch some of them each night: a few nights they find violations. */
final class Monitoring {

    private static final int DAYS = 60;
    private static final int VIOLATION_EVERY = 9;
    private static final int HOUR = 2;
    private static final int MODEL_DAYS = 240;

    private static final Map<String, String> MONITORED = Map.of(
            "recs-basket-bundles", "DataQuality",
            "search-query-intent", "ModelQuality",
            "fraud-chargeback-weekly", "DataQuality");

    private final Ml ml;

    Monitoring(Ml ml) {
        this.ml = ml;
    }

    ObjectNode model(ObjectNode request, Caller caller) {
        var name = Json.required(request, "ModelName");
        var arn = "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":model/" + name;
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            for (var variant : endpoint.variants()) {
                if (name.equals(Descriptions.model(endpoint, variant))) {
                    return Json.object()
                            .put("ModelName", name)
                            .put("ModelArn", arn)
                            .put("CreationTime", made(endpoint, name).getEpochSecond());
                }
            }
        }
        throw SageMaker.missing("model", arn);
    }

    /** Models were trained some time before they were deployed. */
    private static Instant made(Endpoint endpoint, String model) {
        return endpoint.created().minus(Duration.ofDays(1 + Math.floorMod(model.hashCode(), MODEL_DAYS)));
    }

    List<ObjectNode> executions(ObjectNode request, Caller caller) {
        var of = Json.text(request, "EndpointName");
        var executions = new ArrayList<ObjectNode>();
        var now = ml.clock().instant();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
            var kind = MONITORED.get(endpoint.name());
            if (kind == null || of != null && !of.equals(endpoint.name())) {
                continue;
            }
            for (var day = today.minusDays(DAYS); !day.isAfter(today); day = day.plusDays(1)) {
                var at = day.atTime(HOUR, 0).toInstant(ZoneOffset.UTC);
                if (!at.isAfter(now) && !at.isBefore(endpoint.created())) {
                    executions.add(execution(endpoint, kind, day, at));
                }
            }
        }
        return executions;
    }

    private static ObjectNode execution(Endpoint endpoint, String kind, LocalDate day, Instant at) {
        var violated = Math.floorMod(day.toEpochDay() + endpoint.name().hashCode(), VIOLATION_EVERY) == 0;
        return Json.object()
                .put("MonitoringScheduleName", endpoint.name() + "-nightly")
                .put("ScheduledTime", at.getEpochSecond())
                .put("CreationTime", at.plusSeconds(95).getEpochSecond())
                .put("LastModifiedTime", at.plusSeconds(610).getEpochSecond())
                .put("MonitoringExecutionStatus", violated ? "CompletedWithViolations" : "Completed")
                .put("EndpointName", endpoint.name())
                .put("MonitoringType", kind);
    }
}
