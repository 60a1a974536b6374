package dev.bursar.tagging.ui;

import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.FilterDimension;
import java.util.List;

/** What violations can be filtered by, with the values that the person may see. */
final class ViolationFilters {
    private ViolationFilters() {}

    static List<FilterDimension> of(Page page) {
        return List.of(
                FilterDimension.ofNumbers(ViolationList.TEAM, page.choices().teams()),
                FilterDimension.of(ViolationList.ACCOUNT, page.choices().accounts()),
                FilterDimension.of(ViolationList.TYPE, page.choices().types()),
                FilterDimension.of(ViolationList.KEY, page.choices().keys()),
                FilterDimension.ofNumbers(ViolationList.POLICY, page.policyNames()),
                FilterDimension.of(ViolationList.RESOURCE, (text, offset, limit) -> List.of()));
    }
}
