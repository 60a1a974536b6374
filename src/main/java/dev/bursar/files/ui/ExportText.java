package dev.bursar.files.ui;

import dev.bursar.files.ExportState;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import java.util.OptionalLong;

/** Sentences of the Exports page. */
final class ExportText {
    private ExportText() {}

    static StatusBadge badge(ExportState state) {
        return switch (state) {
            case ExportState.Waiting waiting -> new StatusBadge(Kind.NEUTRAL, Icons.HOURGLASS, "Waiting");
            case ExportState.Running running ->
                new StatusBadge(Kind.INFO, Icons.REFRESH_CW, running(running.percent()));
            case ExportState.Ready ready -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Ready");
            case ExportState.Withdrawn withdrawn -> new StatusBadge(Kind.WARNING, Icons.LOCK, "Withdrawn");
            case ExportState.Failed failed -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
            case ExportState.Cancelled cancelled -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, "Cancelled");
            case ExportState.Expired expired -> new StatusBadge(Kind.NEUTRAL, Icons.HISTORY, "Expired");
        };
    }

    private static String running(OptionalLong percent) {
        return percent.isPresent() ? "Running, " + percent.getAsLong() + "%" : "Running";
    }

    /** What is beside the badge. */
    static String detail(ExportState state) {
        return switch (state) {
            case ExportState.Waiting waiting -> "starts within a few seconds";
            case ExportState.Running running ->
                running.all().isPresent()
                        ? Formats.count(running.done()) + " of "
                                + Formats.count(running.all().getAsLong(), "row", "rows")
                        : "adding up";
            case ExportState.Ready ready ->
                Formats.count(ready.rows(), "row", "rows") + ", " + ByteSize.of(ready.size()) + ", kept until "
                        + Formats.moment(ready.expires());
            case ExportState.Withdrawn withdrawn ->
                "Your access has changed since it was created. Export it again to get the data that you can see now.";
            case ExportState.Failed failed ->
                failed.problem() + failed.whatToDo().map(what -> " " + what).orElse("");
            case ExportState.Cancelled cancelled -> "you cancelled it";
            case ExportState.Expired expired -> "since " + Formats.moment(expired.at()) + ". Export it again.";
        };
    }
}
