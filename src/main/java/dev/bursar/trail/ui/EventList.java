package dev.bursar.trail.ui;

import dev.bursar.list.Dimension;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.list.Setting;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventQuestion.Outcome;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What can be chosen on the CloudTrail page. */
final class EventList {
    static final Dimension PERSON = named("person", "Person");
    static final Dimension EVENT = named("event", "Event");
    static final Dimension SERVICE = named("service", "Service");
    static final Dimension ACCOUNT = named("account", "Account");
    static final Dimension REGION = named("region", "Region");
    static final Dimension TEAM = Dimension.number("team", "Team", "team").atMost(EventQuestion.MOST_VALUES);
    static final Dimension RESOURCE = named("resource", "Resource");
    static final Dimension SOURCE = Dimension.contains("address", "Source address");
    private static final Dimensions FILTERS =
            Dimensions.of(PERSON, EVENT, SERVICE, ACCOUNT, REGION, TEAM, RESOURCE, SOURCE);

    static final Setting<Period> PERIOD = Setting.period(Preset.LAST_30_DAYS, true);
    /** The built-in question. */
    static final Setting<Optional<Topic>> TOPIC = Setting.optional("question", Topic.class, "question");
    /** Whether the question about persons shows their calls. */
    static final Setting<Boolean> CALLS = Setting.single(
            "show", false, text -> Optional.of("calls".equals(text)).filter(on -> on), on -> "calls", "unknown value");

    static final Setting<String> SEARCH = Setting.search("q");
    static final Setting<Outcome> OUTCOME = Setting.choice("outcome", Outcome.class, Outcome.ANY);
    static final Setting<Boolean> SERVICES = Setting.onOff("services", false);
    static final Setting<Boolean> READS = Setting.onOff("reads", true);
    static final Setting<Optional<UUID>> OPEN =
            Setting.id("event", "expected the id of an event").opensPanel();

    static final ListAddress ADDRESS = new ListAddress(
            TrailLinks.EVENTS,
            FILTERS,
            PERIOD,
            TOPIC,
            CALLS,
            FILTERS.setting(),
            SEARCH,
            OUTCOME,
            SERVICES,
            READS,
            OPEN);

    private EventList() {}

    private static Dimension named(String key, String label) {
        return Dimension.of(key, label).atMost(EventQuestion.MOST_VALUES);
    }

    static EventQuestion question(ListState state, LocalDateRange days) {
        return new EventQuestion(
                days.getStart().atStartOfDay(ZoneOffset.UTC).toInstant(),
                days.getEnd().atStartOfDay(ZoneOffset.UTC).toInstant(),
                state.values(PERSON),
                state.values(EVENT),
                state.values(SERVICE),
                state.values(ACCOUNT),
                state.values(REGION),
                state.numbers(TEAM),
                state.values(RESOURCE),
                state.text(SOURCE),
                state.get(SEARCH),
                state.get(OUTCOME),
                topic(state),
                state.get(SERVICES),
                state.get(READS));
    }

    static @Nullable Topic topic(ListState state) {
        return state.get(TOPIC).orElse(null);
    }

    /** Whether persons are shown in place of their calls. */
    static boolean byPerson(ListState state) {
        return topic(state) == Topic.DENIED
                && !state.get(CALLS)
                && state.values(PERSON).isEmpty();
    }

    /** Whether less than everything of the period is asked for. */
    static boolean narrowed(ListState state) {
        return !state.filters().isEmpty() || !state.isUsual(SEARCH) || !state.isUsual(OUTCOME) || !state.isUsual(TOPIC);
    }

    /** Another question, or none; that about persons begins with the persons. */
    static ListState ask(ListState state, @Nullable Topic topic) {
        return state.with(TOPIC, Optional.ofNullable(topic)).with(CALLS, false);
    }

    /** All events of the period. */
    static ListState all(ListState state) {
        return state.filtered(List.of()).without(SEARCH, OUTCOME, TOPIC, CALLS);
    }

    /** All events of the period with this value. */
    static ListState only(ListState state, Dimension dimension, String value) {
        return all(state).and(dimension.is(value));
    }

    static ListState open(ListState state, @Nullable UUID event) {
        return state.with(OPEN, Optional.ofNullable(event));
    }

    /** As an export keeps it: these days, whenever the file is made. */
    static String stored(ListState state, LocalDateRange shown) {
        return state.with(PERIOD, new Period.Fixed(shown)).with(CALLS, true).stored();
    }
}
