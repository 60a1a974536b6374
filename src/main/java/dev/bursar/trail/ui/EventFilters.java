package dev.bursar.trail.ui;

import dev.bursar.list.Filter;
import dev.bursar.trail.query.EventService;
import dev.bursar.trail.query.EventService.Choices;
import dev.bursar.trail.query.EventService.Offered;
import dev.bursar.trail.ui.EventsUrl.By;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.FilterDimension.Lookup;
import dev.bursar.ui.FilterDimension.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** What events can be filtered by, with the values that the person may see. */
final class EventFilters {
    private EventFilters() {}

    static List<FilterDimension> of(EventService service, Choices choices) {
        var teams = new LinkedHashMap<String, String>();
        choices.teams().forEach((id, name) -> teams.put(String.valueOf(id), name));
        return Arrays.stream(By.values())
                .map(by -> switch (by) {
                    case PERSON -> is(by, offered(service, Offered.PERSON));
                    case EVENT -> is(by, offered(service, Offered.NAME));
                    case SERVICE -> is(by, offered(service, Offered.SERVICE));
                    case REGION -> is(by, offered(service, Offered.REGION));
                    case ACCOUNT -> is(by, Lookup.of(choices.accounts()));
                    case TEAM -> is(by, Lookup.of(teams));
                    case RESOURCE -> is(by, typed());
                    case ADDRESS ->
                        new FilterDimension(by.word(), by.label(), typed(), List.of(Filter.Operator.CONTAINS));
                })
                .toList();
    }

    private static FilterDimension is(By by, Lookup lookup) {
        return new FilterDimension(by.word(), by.label(), lookup, List.of(Filter.Operator.IS));
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
