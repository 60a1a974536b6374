package dev.bursar.efficiency.ui;

import dev.bursar.efficiency.query.EfficiencyService.Choices;
import dev.bursar.efficiency.ui.EfficiencyUrl.By;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterDimension;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What workloads can be filtered by, with the values that the person may see. */
final class EfficiencyFilters {
    private EfficiencyFilters() {}

    static List<FilterDimension> of(Choices choices) {
        var kinds = new LinkedHashMap<String, String>();
        for (WorkloadKind kind : WorkloadKind.values()) {
            kinds.put(kind.stored(), kind.label());
        }
        var teams = new LinkedHashMap<String, String>();
        choices.teams().forEach((id, name) -> teams.put(String.valueOf(id), id == 0 ? "nobody" : name));
        return List.of(is(By.KIND, kinds), is(By.TEAM, teams), is(By.ACCOUNT, choices.accounts()));
    }

    private static FilterDimension is(By by, Map<String, String> values) {
        return new FilterDimension(
                by.word(), by.label(), FilterDimension.Lookup.of(values), List.of(Filter.Operator.IS));
    }
}
