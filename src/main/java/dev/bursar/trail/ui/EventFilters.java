package dev.bursar.trail.ui;

import dev.bursar.trail.query.EventService;
import dev.bursar.trail.query.EventService.Choices;
import dev.bursar.trail.query.EventService.Offered;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Lookup;
import dev.bursar.ui.FilterDimension.Value;
import java.util.List;

/** What events can be filtered by, with the values that the person may see. */
final class EventFilters {
    private EventFilters() {}

    static List<FilterDimension> of(EventService service, Choices choices) {
        return List.of(
                FilterDimension.of(EventList.PERSON, offered(service, Offered.PERSON)),
                FilterDimension.of(EventList.EVENT, offered(service, Offered.NAME)),
                FilterDimension.of(EventList.SERVICE, offered(service, Offered.SERVICE)),
                FilterDimension.of(EventList.ACCOUNT, choices.accounts()),
                FilterDimension.of(EventList.REGION, offered(service, Offered.REGION)),
                FilterDimension.ofNumbers(EventList.TEAM, choices.teams()),
                FilterDimension.of(EventList.RESOURCE, typed()),
                FilterDimension.of(EventList.SOURCE, typed()));
    }

    private static Lookup offered(EventService service, Offered what) {
        return (text, offset, limit) -> service.values(what, text, offset, limit).stream()
                .map(value -> new Value(value, value))
                .toList();
    }

    /** The very text that the person types: an ARN, or what the event calls its resource. */
    private static Lookup typed() {
        return (text, offset, limit) ->
                text.isBlank() || offset > 0 ? List.of() : List.of(new Value(text.strip(), text.strip()));
    }
}
