package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Organisation;
import java.util.Map;
import java.util.function.IntSupplier;

/** Cost Explorer, as far as it reads costs. */
public final class CostExplorer implements JsonService {

    private final Map<String, Operation> operations;

    public CostExplorer(Organisation organisation, IntSupplier rowsPerPage) {
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
                new Anomalies(organisation, pages, rowsPerPage),
                "ListCostAllocationTags",
                new AllocationTags(organisation));
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
    public Map<String, Operation> operations() {
        return operations;
    }
}
