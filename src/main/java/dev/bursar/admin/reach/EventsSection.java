package dev.bursar.admin.reach;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
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
                        "By LookupEvents",
                        "needs the role. AWS allows two requests a second in each account and Region, 50 events each; Bursar makes"
                                + " at most 60 an hour there, and looks back 90 days. " + lookups(state)),
                paragraph(
                        "From a trail\u2019s log files in S3",
                        "needs no access to member accounts and has all that the trail has kept. Files have no limit on"
                                + " requests, so this is the better way for large organisations: Bursar reads about 300 files a"
                                + " minute. " + files(state)),
                new Paragraph(new Anchor(TrailLinks.EVENTS, "Go to CloudTrail")));
    }

    private static String lookups(Backfill.State state) {
        if (state.places() == 0) {
            return "Nothing was read yet: 3,000 changes in a place take one run, each further 3,000 another hour.";
        }
        String read = "All 90 days are read in " + state.whole() + " of "
                + Formats.count(state.places(), "account and Region", "accounts and Regions") + ".";
        int runs = state.runs().orElse(0);
        return runs == 0 || state.whole() == state.places()
                ? read
                : read + " The rest takes about " + Formats.count(runs, "more hour", "more hours") + ".";
    }

    private static String files(Backfill.State state) {
        if (!state.files()) {
            return "To use it, let Bursar\u2019s own role read the bucket, and name the folder that holds AWSLogs in ";
        }
        return state.minutes()
                .map(minutes ->
                        Formats.count(state.waitingDays(), "day", "days") + " of an account and Region wait, about "
                                + Formats.count(minutes, "minute", "minutes") + ". The folder is set by ")
                .orElse("All that is there was read. The folder is set by ");
    }

    private static Paragraph paragraph(String title, String words) {
        var head = new Span(title);
        head.addClassName("strong");
        var paragraph = new Paragraph(head, new Span(" " + words));
        if (title.startsWith("From")) {
            paragraph.add(new Code(TrailSettings.FILES), new Span("."));
        }
        return paragraph;
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
