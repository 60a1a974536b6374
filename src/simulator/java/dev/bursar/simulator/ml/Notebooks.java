package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.ml.Ml.Fleet;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Notebook instances and Studio apps: those of the inventory, which run at the hours that are charged. */
final class Notebooks {
    private static final String NOTEBOOK = "sagemaker:notebook-instance";
    private static final String APP = "sagemaker:app";
    private static final int LONG_AGO = 2001;

    private final ResourceInventory resources;
    private final Fleet fleet;
    private final Clock clock;

    Notebooks(ResourceInventory resources, Fleet fleet, Clock clock) {
        this.resources = resources;
        this.fleet = fleet;
        this.clock = clock;
    }

    List<ObjectNode> notebooks(String account, String region) {
        return all(NOTEBOOK, account, region).stream().map(this::notebook).toList();
    }

    Optional<ObjectNode> notebook(String account, String region, String name) {
        return all(NOTEBOOK, account, region).stream()
                .filter(resource -> resource.arn().endsWith("/" + name))
                .findFirst()
                .map(resource -> notebook(resource).put("VolumeSizeInGB", 100));
    }

    private ObjectNode notebook(Resource resource) {
        var arn = resource.arn();
        var runs = runs(arn);
        return Json.object()
                .put("NotebookInstanceName", arn.substring(arn.lastIndexOf('/') + 1))
                .put("NotebookInstanceArn", arn)
                .put("NotebookInstanceStatus", runs ? "InService" : "Stopped")
                .put("InstanceType", "ml.t3.xlarge")
                .put("CreationTime", created(resource).getEpochSecond())
                .put("LastModifiedTime", created(resource).plusSeconds(600).getEpochSecond());
    }

    List<ObjectNode> apps(String account, String region) {
        return all(APP, account, region).stream().map(this::app).toList();
    }

    Optional<ObjectNode> app(String account, String region, ObjectNode request) {
        return all(APP, account, region).stream()
                .filter(resource -> {
                    var app = app(resource);
                    return List.of("DomainId", "SpaceName", "AppName").stream()
                            .allMatch(member -> app.path(member).equals(request.path(member)));
                })
                .findFirst()
                .map(resource -> app(resource).put("AppArn", resource.arn()));
    }

    /** {@code app/domain/space/type/name}. */
    private ObjectNode app(Resource resource) {
        var parts = resource.arn().split("/", -1);
        var json = Json.object()
                .put("AppName", parts[4])
                .put("DomainId", parts[1])
                .put("SpaceName", parts[2])
                .put("AppType", "JupyterLab")
                .put("Status", runs(resource.arn()) ? "InService" : "Deleted")
                .put("CreationTime", created(resource).getEpochSecond());
        json.putObject("ResourceSpec").put("InstanceType", "ml.g5.xlarge");
        return json;
    }

    private List<Resource> all(String type, String account, String region) {
        return resources.existing().stream()
                .filter(resource -> resource.type().equals(type)
                        && resource.account().equals(account)
                        && resource.region().equals(region))
                .filter(resource -> !type.equals(APP) || resource.arn().split("/", -1).length == 5)
                .toList();
    }

    /** What nothing is charged for is stopped. */
    private boolean runs(String arn) {
        var now = clock.instant();
        var minute = (int) ChronoUnit.MINUTES.between(LocalTime.MIN, LocalTime.ofInstant(now, ZoneOffset.UTC));
        return fleet.uses(arn, LocalDate.ofInstant(now, ZoneOffset.UTC)).stream()
                .flatMap(use -> use.runs().stream())
                .anyMatch(run -> run.minutes(minute, minute + 1) > 0);
    }

    private static Instant created(Resource resource) {
        var day = resource.starts().getYear() < LONG_AGO
                ? LocalDate.of(2025, 9, 1).plusDays(Math.floorMod(resource.arn().hashCode(), 200))
                : resource.starts();
        return day.atTime(8, 30).toInstant(ZoneOffset.UTC);
    }
}
