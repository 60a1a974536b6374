package dev.bursar.admin.reach;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.read.Backfill;
import dev.bursar.trail.read.TrailSettings;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;

/** The two ways in which CloudTrail's events come in, and how long reading back takes by each. */
final class EventsSection extends Composite<Section> {
    private final Section section = new Section("CloudTrail events");

    EventsSection(Backfill.State state) {
        if (state.behind() > 0) {
            section.status(new StatusBadge(
                    Kind.WARNING,
                    Icons.TRIANGLE_ALERT,
                    "Falling behind in " + Formats.count(state.behind(), "place", "places")));
        }
        section.with(
                paragraph(
                        "By LookupEvents.",
                        "This method needs the role. In each account and Region AWS allows two requests per second"
                                + " with 50 events each; Bursar makes at most 60 per hour and goes back"
                                + " 90 days. " + lookups(state)),
                paragraph(
                        "From a trail\u2019s log files in S3.",
                        "This method needs no access to member accounts, reaches as far back as the trail, and has no"
                                + " limit on requests, so it suits large organisations better. Bursar reads about 300"
                                + " files per minute. "
                                + files(state)),
                new Paragraph(new Anchor(TrailLinks.EVENTS, "Go to CloudTrail")));
    }

    private static String lookups(Backfill.State state) {
        if (state.places() == 0) {
            return "Nothing has been read yet. In each account and Region an hour brings up to 3,000 events.";
        }
        String read = "All 90 days have been read in " + state.whole() + " of the "
                + Formats.count(state.places(), "pair of account and Region", "pairs of account and Region")
                + " that Bursar can read.";
        int runs = state.runs().orElse(0);
        return runs == 0 || state.whole() == state.places()
                ? read
                : read + " The rest takes about " + Formats.count(runs, "more hour", "more hours") + ".";
    }

    private static String files(Backfill.State state) {
        if (!state.files()) {
            return "To use them, give Bursar\u2019s role read access to the bucket, and set " + TrailSettings.FILES
                    + " to the folder that contains AWSLogs.";
        }
        String source = " Their folder is set in " + TrailSettings.FILES + ".";
        return state.minutes()
                        .map(minutes -> "The files of " + Formats.count(state.waitingDays(), "day", "days")
                                + " are still to be read, which takes about "
                                + Formats.count(minutes, "minute", "minutes") + ".")
                        .orElse("All files have been read.")
                + source;
    }

    private static Paragraph paragraph(String title, String words) {
        var head = new Span(title);
        head.addClassName("strong");
        return new Paragraph(head, new Span(" " + words));
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
