package dev.bursar.trail.ui;

import static dev.bursar.files.ListExport.Cell.text;

import dev.bursar.files.ListExport;
import dev.bursar.list.ListState;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventService;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** The rows of the CloudTrail page as a file; asked again with the rights of whoever fetches it, and recorded each time. */
@Component
class EventExport extends ListExport<EventRow> {
    private static final int LONGEST_ARNS = 30_000;
    private static final List<Cell<EventRow>> COLUMNS = List.of(
            text("Time (UTC)", row -> row.time().toString()),
            text("Person", EventRow::person),
            text("Person kind", row -> EventText.kind(row.kind())),
            text("Role", EventRow::role),
            text("Session", EventRow::session),
            text("Via", EventRow::via),
            text("Person account", EventRow::identityAccount),
            text("Event", EventRow::name),
            text("Service", EventRow::service),
            text("Read only", row -> row.readOnly() ? "yes" : "no"),
            text(
                    "Resource",
                    row -> row.arns().isEmpty()
                            ? ""
                            : EventText.shortName(row.arns().getFirst())),
            text("Resource count", row -> String.valueOf(row.resources())),
            text("Resource ARNs", row -> arns(row.arns())),
            text("Account", EventRow::account),
            text("Account name", EventRow::accountName),
            text("Region", EventRow::region),
            text("Outcome", EventText::outcome),
            text("Error code", EventRow::errorCode),
            text("Error message", EventRow::errorMessage),
            text("Source address", EventRow::sourceAddress),
            text("User agent", EventRow::userAgent),
            text("Event id", row -> row.id().toString()));

    private final EventService service;

    EventExport(EventService service, Clock clock) {
        super("cloudtrail-events", "CloudTrail events", clock);
        this.service = service;
    }

    private LocalDateRange days(ListState list) {
        return list.get(EventList.PERIOD).days(today(), null);
    }

    @Override
    public About about(String question) {
        service.choices(); // refuses whom nothing may be shown
        LocalDateRange days = days(EventList.ADDRESS.ofStored(question));
        return new About(
                "CloudTrail events, " + Formats.range(days),
                "cloudtrail-events-" + days.getStart() + "-" + days.getEndInclusive());
    }

    /** Recorded each time. */
    @Override
    protected Found<EventRow> find(String stored) {
        ListState list = EventList.ADDRESS.ofStored(stored);
        LocalDateRange days = days(list);
        EventQuestion question = EventList.question(list, days);
        service.exported(question);
        long events = service.counts(question).events();
        EventCoverage coverage = service.coverage(question);
        return new Found<>(
                COLUMNS,
                facts(list, days, events, coverage),
                Math.min(events, EventService.MOST_EXPORTED),
                each -> service.each(question, each));
    }

    private List<String> facts(ListState list, LocalDateRange days, long events, EventCoverage coverage) {
        var facts = new ArrayList<String>();
        facts.add(Formats.count(events, "event", "events") + " in " + Formats.range(days)
                + list.get(EventList.TOPIC)
                        .map(topic -> ", question \u201C" + EventText.topic(topic) + "\u201D")
                        .orElse("")
                + (list.get(EventList.SERVICES) ? "" : ", without events of AWS services")
                + (list.get(EventList.READS) ? "" : ", without events that only read"));
        if (events > EventService.MOST_EXPORTED) {
            facts.add("The file has the newest " + Formats.count(EventService.MOST_EXPORTED)
                    + " of them. Choose fewer days or" + " more filters for the others.");
        }
        facts.add(CoverageNote.fact(coverage));
        String missing = CoverageNote.missing(coverage);
        if (!missing.isEmpty()) {
            facts.add(missing);
        }
        facts.add(exported());
        return facts;
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
}
