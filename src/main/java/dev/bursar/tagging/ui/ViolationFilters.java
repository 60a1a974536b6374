package dev.bursar.tagging.ui;

import dev.bursar.tagging.ui.ViolationsUrl.By;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.Filter;
import dev.bursar.ui.FilterDimension;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What violations can be filtered by, with the values that the person may see. */
final class ViolationFilters {
    private ViolationFilters() {}

    static List<FilterDimension> of(Page page) {
        var teams = new LinkedHashMap<String, String>();
        page.choices().teams().forEach((id, name) -> teams.put(String.valueOf(id), id == 0 ? "nobody" : name));
        var policies = new LinkedHashMap<String, String>();
        page.policyNames().forEach((id, name) -> policies.put(String.valueOf(id), name));
        var dimensions = new ArrayList<FilterDimension>();
        dimensions.add(is(By.TEAM, teams));
        dimensions.add(is(By.ACCOUNT, page.choices().accounts()));
        dimensions.add(is(By.TYPE, same(page.choices().types())));
        dimensions.add(is(By.KEY, same(page.choices().keys())));
        dimensions.add(is(By.POLICY, policies));
        dimensions.add(new FilterDimension(
                By.RESOURCE.word(),
                By.RESOURCE.label(),
                (text, offset, limit) -> List.of(),
                List.of(Filter.Operator.CONTAINS)));
        return dimensions;
    }

    private static Map<String, String> same(List<String> values) {
        var map = new LinkedHashMap<String, String>();
        values.forEach(value -> map.put(value, value));
        return map;
    }

    private static FilterDimension is(By by, Map<String, String> values) {
        return new FilterDimension(
                by.word(), by.label(), FilterDimension.Lookup.of(values), List.of(Filter.Operator.IS));
    }
}
