package dev.bursar.chargeback.ui;

import com.vaadin.flow.router.RouteParameters;
import module java.base;

/** Reads months and teams from addresses. */
final class MonthAddress {
    /** There are no charges of it. */
    private static final YearMonth NONE = YearMonth.of(1900, 1);

    private MonthAddress() {}

    /** The month of an address; of one that isn't any, a month without charges. */
    static YearMonth month(RouteParameters parameters) {
        return parameters
                .get(MonthView.MONTH)
                .filter(text -> text.matches("20\\d\\d-(0[1-9]|1[0-2])"))
                .map(YearMonth::parse)
                .orElse(NONE);
    }

    /** A version's number; 0 for what is none. */
    static int version(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 0;
    }

    /** The team's number; 0 for what no team owns, -1 for what is no team. */
    static int team(String text) {
        return text.equals("unallocated") ? 0 : text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : -1;
    }
}
