package dev.bursar.trail.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.bursar.list.AddressReader;
import dev.bursar.list.Filter;
import dev.bursar.list.Filter.Operator;
import dev.bursar.list.FilterAddress;
import dev.bursar.list.Preset;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What the CloudTrail page shows, as its address says it. Reading never fails: what can't be read is left out and named.
 *
 * @param filters one of a dimension
 * @param search at most 200 characters
 * @param topic the built-in question, or null
 * @param services whether events of AWS services are shown
 * @param reads whether events that only read are shown
 * @param calls whether the question about persons shows their calls
 * @param event whose panel is open, or null
 */
record EventsUrl(
        EventPeriod period,
        List<Filter> filters,
        String search,
        Outcome outcome,
        @Nullable Topic topic,
        boolean services,
        boolean reads,
        boolean calls,
        @Nullable UUID event) {
    static final EventsUrl DEFAULT =
            new EventsUrl(EventPeriod.USUAL, List.of(), "", Outcome.ANY, null, false, true, false, null);

    private static final List<String> NAMES =
            List.of("period", "from", "to", "f", "q", "outcome", "question", "services", "reads", "show", "event");
    private static final String CALLS = "calls";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    EventsUrl {
        filters = List.copyOf(filters);
    }

    /** What can be filtered by. */
    enum By {
        PERSON("Person"),
        EVENT("Event"),
        SERVICE("Service"),
        ACCOUNT("Account"),
        REGION("Region"),
        TEAM("Team"),
        RESOURCE("Resource"),
        ADDRESS("Source address");

        private final String label;

        By(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        String word() {
            return AddressReader.word(this);
        }

        static Optional<By> of(String word) {
            return AddressReader.constant(By.class, word);
        }
    }

    EventQuestion question(LocalDateRange days) {
        return new EventQuestion(
                days.getStart().atStartOfDay(ZoneOffset.UTC).toInstant(),
                days.getEnd().atStartOfDay(ZoneOffset.UTC).toInstant(),
                values(By.PERSON),
                values(By.EVENT),
                values(By.SERVICE),
                values(By.ACCOUNT),
                values(By.REGION),
                values(By.TEAM).stream().map(Integer::valueOf).toList(),
                values(By.RESOURCE),
                values(By.ADDRESS).stream().findFirst().orElse(""),
                search,
                outcome,
                topic,
                services,
                reads);
    }

    List<String> values(By by) {
        return filters.stream()
                .filter(filter -> filter.dimension().equals(by.word()))
                .findFirst()
                .map(Filter::values)
                .orElse(List.of());
    }

    /** Whether persons are shown in place of their calls. */
    boolean byPerson() {
        return topic == Topic.DENIED && !calls && values(By.PERSON).isEmpty();
    }

    /** Whether less than everything of the period is asked for. */
    boolean narrowed() {
        return !filters.isEmpty() || !search.isEmpty() || outcome != Outcome.ANY || topic != null;
    }

    EventsUrl with(EventPeriod other) {
        return new EventsUrl(other, filters, search, outcome, topic, services, reads, calls, null);
    }

    EventsUrl with(List<Filter> other) {
        return new EventsUrl(period, other, search, outcome, topic, services, reads, calls, null);
    }

    EventsUrl withSearch(String other) {
        return new EventsUrl(period, filters, other, outcome, topic, services, reads, calls, null);
    }

    EventsUrl with(Outcome other) {
        return new EventsUrl(period, filters, search, other, topic, services, reads, calls, null);
    }

    EventsUrl withTopic(@Nullable Topic other) {
        return new EventsUrl(period, filters, search, outcome, other, services, reads, false, null);
    }

    EventsUrl withServices(boolean shown) {
        return new EventsUrl(period, filters, search, outcome, topic, shown, reads, calls, null);
    }

    EventsUrl withReads(boolean shown) {
        return new EventsUrl(period, filters, search, outcome, topic, services, shown, calls, null);
    }

    EventsUrl withCalls(boolean shown) {
        return new EventsUrl(period, filters, search, outcome, topic, services, reads, shown, null);
    }

    EventsUrl open(@Nullable UUID other) {
        return new EventsUrl(period, filters, search, outcome, topic, services, reads, calls, other);
    }

    /** The same with one more value to filter by, in place of the others of its kind. */
    EventsUrl and(By by, String value) {
        var all = new ArrayList<>(filters.stream()
                .filter(filter -> !filter.dimension().equals(by.word()))
                .toList());
        all.add(new Filter(by.word(), Operator.IS, List.of(value)));
        return with(all);
    }

    /** All events of the period with this value. */
    EventsUrl only(By by, String value) {
        return DEFAULT.with(period)
                .withServices(services)
                .withReads(reads)
                .with(List.of(new Filter(by.word(), Operator.IS, List.of(value))));
    }

    /** All events of the period. */
    EventsUrl all() {
        return DEFAULT.with(period).withServices(services).withReads(reads);
    }

    /** Whether only the open panel differs. */
    boolean sameRows(@Nullable EventsUrl other) {
        return other != null && open(null).equals(other.open(null));
    }

    /** The address's parameters; what is as by default is left out. */
    Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        switch (period) {
            case EventPeriod.Moving(var preset) -> {
                if (!period.equals(EventPeriod.USUAL)) {
                    parameters.put("period", List.of(preset.word()));
                }
            }
            case EventPeriod.All all -> parameters.put("period", List.of(EventPeriod.ALL_WORD));
            case EventPeriod.Fixed(var days) -> {
                parameters.put("from", List.of(days.getStart().toString()));
                parameters.put("to", List.of(days.getEnd().toString()));
            }
        }
        if (topic != null) {
            parameters.put("question", List.of(AddressReader.word(topic)));
        }
        if (calls) {
            parameters.put("show", List.of(CALLS));
        }
        if (!filters.isEmpty()) {
            parameters.put("f", filters.stream().map(FilterAddress::write).toList());
        }
        if (!search.isEmpty()) {
            parameters.put("q", List.of(search));
        }
        if (outcome != Outcome.ANY) {
            parameters.put("outcome", List.of(AddressReader.word(outcome)));
        }
        if (services) {
            parameters.put("services", List.of("1"));
        }
        if (!reads) {
            parameters.put("reads", List.of("0"));
        }
        if (event != null) {
            parameters.put("event", List.of(event.toString()));
        }
        return parameters;
    }

    String address() {
        String query = new QueryParameters(parameters()).getQueryString();
        return query.isEmpty() ? TrailLinks.EVENTS : TrailLinks.EVENTS + "?" + query;
    }

    /** An address that was read; {@code ignored} are sentences with the reason. */
    record Read(EventsUrl url, List<String> ignored) {}

    /** @param parameters decoded once, as a browser decodes them */
    static Read read(Map<String, List<String>> parameters) {
        var address = new AddressReader(parameters, NAMES);
        LocalDateRange days = address.days().orElse(null);
        EventPeriod named =
                address.single("period", EventsUrl::period, "unknown period").orElse(EventPeriod.USUAL);
        var url = new EventsUrl(
                days == null ? named : new EventPeriod.Fixed(days),
                filters(address),
                search(address),
                address.choice("outcome", Outcome.class, Outcome.ANY),
                address.single("question", text -> AddressReader.constant(Topic.class, text), "unknown question")
                        .orElse(null),
                address.single("services", EventsUrl::flag, "expected 1 or 0").orElse(false),
                address.single("reads", EventsUrl::flag, "expected 1 or 0").orElse(true),
                address.single("show", text -> Optional.of(text).filter(CALLS::equals), "unknown value")
                        .isPresent(),
                address.single(
                                "event",
                                text -> ID.matcher(text).matches()
                                        ? Optional.of(UUID.fromString(text))
                                        : Optional.empty(),
                                "expected the id of an event")
                        .orElse(null));
        return new Read(url, address.ignored());
    }

    private static Optional<EventPeriod> period(String word) {
        return word.equals(EventPeriod.ALL_WORD)
                ? Optional.of(EventPeriod.ALL)
                : Preset.ofWord(word).map(EventPeriod.Moving::new);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "1" -> Optional.of(true);
            case "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String search(AddressReader address) {
        return address.single("q")
                .filter(text -> {
                    Optional<String> wrong = wrongSearch(text);
                    wrong.ifPresent(why -> address.ignore("q=" + text, why));
                    return wrong.isEmpty();
                })
                .orElse("");
    }

    /** Why a text can't be searched for; empty when it can. */
    static Optional<String> wrongSearch(String text) {
        if (text.length() > EventQuestion.LONGEST_TEXT) {
            return Optional.of("a search has at most 200 characters");
        }
        return text.isEmpty() ? Optional.empty() : FilterAddress.wrong(Operator.CONTAINS, List.of(text));
    }

    private static List<Filter> filters(AddressReader address) {
        Set<String> seen = new HashSet<>();
        return address.filters(By.PERSON.word(), word -> By.of(word).isPresent()).stream()
                .filter(filter -> {
                    Optional<String> wrong = seen.contains(filter.dimension())
                            ? Optional.of("there is one filter of each kind")
                            : wrong(filter);
                    wrong.ifPresentOrElse(
                            why -> address.ignore("f=" + FilterAddress.write(filter), why),
                            () -> seen.add(filter.dimension()));
                    return wrong.isEmpty();
                })
                .toList();
    }

    /** Why no question can be made of a filter; empty when one can. */
    static Optional<String> wrong(Filter filter) {
        Optional<By> by = By.of(filter.dimension());
        boolean contains = by.equals(Optional.of(By.ADDRESS));
        if (by.isEmpty() || filter.operator() != (contains ? Operator.CONTAINS : Operator.IS)) {
            return Optional.of("unknown condition");
        }
        if (contains) {
            return wrongSearch(filter.values().getFirst());
        }
        if (filter.values().size() > EventQuestion.MOST_VALUES) {
            return Optional.of("a filter has at most 100 values");
        }
        return by.get() == By.TEAM && !filter.values().stream().allMatch(value -> value.matches("[0-9]{1,9}"))
                ? Optional.of("expected the number of a team")
                : Optional.empty();
    }

    /** As an export keeps it: these days, whenever the file is made. */
    String stored(LocalDateRange shown) {
        return new QueryParameters(
                        with(new EventPeriod.Fixed(shown)).withCalls(true).parameters())
                .getQueryString();
    }

    static EventsUrl ofStored(String stored) {
        return read(QueryParameters.fromString(stored).getParameters()).url();
    }

    /** The days of a stored question. */
    LocalDateRange days(LocalDate today) {
        return period.days(today, null);
    }
}
