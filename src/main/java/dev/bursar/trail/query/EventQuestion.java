package dev.bursar.trail.query;

import dev.bursar.list.Conditions;
import dev.bursar.trail.event.Topic;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; empty lists and texts ask for all.
 *
 * @param from included
 * @param to excluded
 * @param names of events, such as {@code DeleteEndpoint}
 * @param services such as {@code sagemaker}
 * @param accounts twelve digits each
 * @param teams numbers of teams: events on at least one resource of theirs; 0 for nobody's
 * @param resources ARNs, or what events call resources: events on at least one of them
 * @param address part of the source address
 * @param search a text anywhere in the event, case ignored
 * @param withServices with events of AWS services and of service-linked roles
 * @param withReads with events that only read, where these are stored
 */
public record EventQuestion(
        Instant from,
        Instant to,
        List<String> persons,
        List<String> names,
        List<String> services,
        List<String> accounts,
        List<String> regions,
        List<Integer> teams,
        List<String> resources,
        String address,
        String search,
        Outcome outcome,
        @Nullable Topic topic,
        boolean withServices,
        boolean withReads) {
    /** Of values of one kind. */
    public static final int MOST_VALUES = 100;

    public static final int LONGEST_TEXT = 200;

    public EventQuestion {
        persons = Conditions.values(persons, MOST_VALUES);
        names = Conditions.values(names, MOST_VALUES);
        services = Conditions.values(services, MOST_VALUES);
        accounts = Conditions.values(accounts, MOST_VALUES);
        regions = Conditions.values(regions, MOST_VALUES);
        teams = Conditions.values(teams, MOST_VALUES);
        resources = Conditions.values(resources, MOST_VALUES);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A question's time ends after it begins");
        }
        if (address.length() > LONGEST_TEXT || search.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("A search has at most 200 characters");
        }
    }

    /** How the call ended. */
    public enum Outcome {
        ANY,
        SUCCEEDED,
        /** Refused or failed: it has an error. */
        FAILED
    }

    /** What a person sees of a time who has chosen nothing. */
    public static EventQuestion of(Instant from, Instant to) {
        return of(from, to, false);
    }

    /** All events of a time, those of AWS services too. */
    public static EventQuestion everything(Instant from, Instant to) {
        return of(from, to, true);
    }

    private static EventQuestion of(Instant from, Instant to, boolean withServices) {
        return new EventQuestion(
                from,
                to,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                Outcome.ANY,
                null,
                withServices,
                true);
    }

    /** Whether it names a person, a resource or a text: such a search is recorded. */
    public boolean searches() {
        return !persons.isEmpty() || !resources.isEmpty() || !search.isEmpty() || !address.isEmpty();
    }
}
