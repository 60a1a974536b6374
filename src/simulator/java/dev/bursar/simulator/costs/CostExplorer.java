package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Organisation;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import tools.jackson.databind.node.ObjectNode;

/** Cost Explorer, as far as it reads costs and looks after cost allocation tags. */
public final class CostExplorer implements JsonService {

    private static final Set<String> OF_TAGS = Set.of(
            "ListCostAllocationTags",
            "UpdateCostAllocationTagsStatus",
            "StartCostAllocationTagBackfill",
            "ListCostAllocationTagBackfillHistory");

    private final AllocationTags tags;
    private final Map<String, Operation> operations;

    public CostExplorer(Organisation organisation, AllocationTags tags, IntSupplier rowsPerPage) {
        this.tags = tags;
        var pages = new Pages("NextPageToken", organisation::revision);
        var values = new KnownValues(organisation, pages);
        this.operations = Map.of(
                "GetCostAndUsage",
                CostAndUsage.of(organisation, pages, rowsPerPage),
                "GetCostAndUsageWithResources",
                CostAndUsage.withResources(organisation, pages, rowsPerPage),
                "GetTags",
                values::tags,
                "GetDimensionValues",
                values::dimensions,
                "GetCostForecast",
                new CostForecast(organisation),
                "GetAnomalies",
                new Anomalies(organisation, pages, rowsPerPage));
    }

    @Override
    public String name() {
        return "ce";
    }

    @Override
    public String targetPrefix() {
        return "AWSInsightsIndexService";
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        tags.settle();
        return OF_TAGS.contains(operation)
                ? tags.answer(operation, request, caller)
                : JsonService.super.answer(operation, request, caller);
    }

    @Override
    public Map<String, Operation> operations() {
        return operations;
    }
}
