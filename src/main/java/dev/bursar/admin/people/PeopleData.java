package dev.bursar.admin.people;

import dev.bursar.access.KnownPerson;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailTrouble;
import module java.base;

/**
 * Everything the page shows, as of one moment.
 *
 * @param teams names in their order
 * @param unconfirmed teams that can't be chosen
 * @param withFactor who has set a second factor up
 * @param led how many teams have a lead
 * @param mailed whether a mail server is configured
 */
record PeopleData(
        LocalDate today,
        List<KnownPerson> people,
        Map<TeamId, String> teams,
        Set<TeamId> unconfirmed,
        Set<PersonId> withFactor,
        List<MailTrouble> troubles,
        Extent led,
        boolean mailed) {
    PeopleData {
        people = List.copyOf(people);
        teams = new LinkedHashMap<>(teams);
        unconfirmed = Set.copyOf(unconfirmed);
        withFactor = Set.copyOf(withFactor);
        troubles = List.copyOf(troubles);
    }

    Optional<KnownPerson> person(PersonId id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /** Those in whose names, address, roles or present teams each word occurs. */
    List<KnownPerson> matching(String words) {
        var wanted = Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .toList();
        return people.stream()
                .filter(person -> {
                    var text = String.join(
                                    "\n",
                                    person.displayName(),
                                    PersonText.handle(person),
                                    PersonText.roles(person.roles()),
                                    PersonText.teams(person, today, teams))
                            .toLowerCase(Locale.ROOT);
                    return wanted.stream().allMatch(text::contains);
                })
                .toList();
    }
}
