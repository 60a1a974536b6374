package dev.bursar.admin.reach;

import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.list.Sort;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.RegionQuestion;
import dev.bursar.setup.reach.RegionQuestion.Order;
import dev.bursar.setup.reach.RegionRow.State;
import java.util.Optional;

/** What can be chosen on the Regions page. */
final class RegionList {
    static final Dimension ACCOUNT = Dimension.of("account", "Account");
    static final Dimension REGION = Dimension.of("region", "Region");
    private static final Dimensions FILTERS = Dimensions.of(ACCOUNT, REGION);

    static final Setting<Optional<State>> STATE = Setting.optional("state", State.class, "state");
    static final Setting<Sort<Order>> SORT = Setting.sort(Order.class, Order.STATE, false);

    static final ListAddress ADDRESS = new ListAddress(SetupLinks.REGIONS, FILTERS, STATE, FILTERS.setting(), SORT);

    private RegionList() {}

    static RegionQuestion question(ListState list) {
        return new RegionQuestion(
                list.get(STATE),
                list.values(ACCOUNT),
                list.values(REGION),
                list.get(SORT).by(),
                list.get(SORT).descending());
    }

    /** All Regions, in the same order. */
    static ListState all(ListState list) {
        return list.without(STATE, FILTERS.setting());
    }
}
