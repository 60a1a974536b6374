package dev.bursar.costexplorer;

import dev.bursar.charges.Granularity;

/** What jobs that ask Cost Explorer do or wait for, in words. */
final class StepText {
    static final String NO_TEAM_TAG = "No cost allocation tag has been chosen to identify teams.";
    static final String NO_AWS = "Costs come from imported files, and AWS is not connected.";
    static final String NO_BREAKDOWN = "No breakdown is turned on";
    static final String FORECASTING = "Requesting the forecast for the rest of the month";
    static final String NO_FORECAST = "AWS has too little history for a forecast";

    private StepText() {}

    static String lookingForChanges(Granularity granularity, String probe) {
        return "Looking for changes, " + (granularity == Granularity.DAILY ? "by day" : "by month") + ", "
                + probe.replace('-', ' ');
    }

    static String query(int number, int all, String what) {
        return "Query " + number + " of " + all + ": " + what;
    }
}
