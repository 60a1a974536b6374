package dev.bursar.tagging.ui;

import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.FilterDimension;
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
        return List.of(
                FilterDimension.of(ViolationList.TEAM, teams),
                FilterDimension.of(ViolationList.ACCOUNT, page.choices().accounts()),
                FilterDimension.of(ViolationList.TYPE, same(page.choices().types())),
                FilterDimension.of(ViolationList.KEY, same(page.choices().keys())),
                FilterDimension.of(ViolationList.POLICY, policies),
                FilterDimension.of(ViolationList.RESOURCE, (text, offset, limit) -> List.of()));
    }

    private static Map<String, String> same(List<String> values) {
        var map = new LinkedHashMap<String, String>();
        values.forEach(value -> map.put(value, value));
        return map;
    }
}
