package dev.bursar.trail.ui;

import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventService;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The rows of the CloudTrail page as a file; asked again with the rights of whoever fetches it, and recorded each time. */
@Component
class EventExport implements ExportSource {
    private static final int LONGEST_ARNS = 30_000;
    private static final List<Column> COLUMNS = List.of(
            Column.text("Time (UTC)"),
            Column.text("Person"),
            Column.text("Person kind"),
            Column.text("Role"),
            Column.text("Session"),
            Column.text("Via"),
            Column.text("Person account"),
            Column.text("Event"),
            Column.text("Service"),
            Column.text("Read only"),
            Column.text("Resource"),
            Column.text("Resource count"),
            Column.text("Resource ARNs"),
            Column.text("Account"),
            Column.text("Account name"),
            Column.text("Region"),
            Column.text("Outcome"),
            Column.text("Error code"),
            Column.text("Error message"),
            Column.text("Source address"),
            Column.text("User agent"),
            Column.text("Event id"));

    private final EventService service;
    private final Clock clock;

    EventExport(EventService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "cloudtrail-events";
    }

    @Override
    public About about(String question) {
        service.choices(); // refuses whom nothing may be shown
        LocalDateRange days = EventsUrl.ofStored(question).days(today());
        return new About(
                "CloudTrail events, " + Formats.range(days),
                "cloudtrail-events-" + days.getStart() + "-" + days.getEndInclusive());
    }

    @Override
    public Table table(String stored) {
        EventsUrl url = EventsUrl.ofStored(stored);
        LocalDateRange days = url.days(today());
        EventQuestion question = url.question(days);
        service.exported(question);
        long events = service.counts(question).events();
        EventCoverage coverage = service.coverage(question);
        return (file, progress) -> {
            progress.all(Math.min(events, EventService.MOST_EXPORTED));
            file.head(
                    new TableFile.Heading("CloudTrail events", "CloudTrail events", facts(url, days, events, coverage)),
                    COLUMNS);
            service.each(question, row -> {
                try {
                    file.row("USD", cells(row));
                    progress.row();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        };
    }

    private List<String> facts(EventsUrl url, LocalDateRange days, long events, EventCoverage coverage) {
        var facts = new ArrayList<String>();
        facts.add(Formats.count(events, "event", "events") + " in " + Formats.range(days)
                + (url.topic() == null ? "" : ", question \u201C" + EventText.topic(url.topic()) + "\u201D")
                + (url.services() ? "" : ", without events of AWS services")
                + (url.reads() ? "" : ", without events that only read"));
        if (events > EventService.MOST_EXPORTED) {
            facts.add("The file has the newest " + Formats.count(EventService.MOST_EXPORTED)
                    + " of them. Choose fewer days or" + " more filters for the others.");
        }
        facts.add(CoverageNote.fact(coverage));
        String missing = CoverageNote.missing(coverage);
        if (!missing.isEmpty()) {
            facts.add(missing);
        }
        facts.add("Exported " + Formats.momentWithYear(clock.instant()));
        return facts;
    }

    private static @Nullable Object[] cells(EventRow row) {
        return new @Nullable Object[] {
            row.time().toString(),
            row.person(),
            EventText.kind(row.kind()),
            text(row.role()),
            text(row.session()),
            text(row.via()),
            row.identityAccount(),
            row.name(),
            row.service(),
            row.readOnly() ? "yes" : "no",
            row.arns().isEmpty() ? "" : EventText.shortName(row.arns().getFirst()),
            String.valueOf(row.resources()),
            arns(row.arns()),
            row.account(),
            row.accountName(),
            row.region(),
            EventText.outcome(row),
            text(row.errorCode()),
            text(row.errorMessage()),
            row.sourceAddress(),
            row.userAgent(),
            row.id().toString()
        };
    }

    /** A spreadsheet's cell takes 32,767 characters. */
    private static String arns(List<String> arns) {
        var all = new StringBuilder();
        for (int i = 0; i < arns.size(); i++) {
            if (all.length() + arns.get(i).length() > LONGEST_ARNS) {
                return all + " and " + (arns.size() - i) + " more";
            }
            all.append(i == 0 ? "" : " ").append(arns.get(i));
        }
        return all.toString();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }
}
