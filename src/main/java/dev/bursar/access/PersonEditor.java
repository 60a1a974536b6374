package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Changes what a person is in one step, all or nothing; what holds of each part is {@link People}'s. */
@Service
@Writes(Guard.CONDITION)
@PreAuthorize("hasRole('ADMIN')")
public class PersonEditor {
    /** No two people have an address. */
    static final String ADDRESS = "person_email";

    private final People people;
    private final Directory directory;
    private final RightsOfPeople rights;
    private final Journal journal;
    private final Scope scope;
    private final JdbcClient jdbc;

    PersonEditor(
            People people, Directory directory, RightsOfPeople rights, Journal journal, Scope scope, JdbcClient jdbc) {
        this.people = people;
        this.directory = directory;
        this.rights = rights;
        this.journal = journal;
        this.scope = scope;
        this.jdbc = jdbc;
    }

    /**
     * Saves name, address, roles and teams.
     *
     * @param version of the person as it was shown
     * @throws StaleEdit when somebody else was faster
     * @throws AddressTaken when somebody has the address
     * @throws LastAdmin when no enabled admin would be left
     * @throws LeadOverlap when two of the times are of one team and have days in common
     */
    public void save(PersonId person, PersonEdit edit, int version) {
        var before = directory.person(person).orElseThrow(() -> new StaleEdit(subject(person)));
        // this locks the row and moves the version on, whatever of the person changes
        saveNames(person, before, edit, version);
        var gone = new ArrayList<>(before.led());
        gone.removeAll(edit.led());
        gone.forEach(time -> people.endLead(person, time.team(), time.from(), time.from()));
        var added = new ArrayList<>(edit.led());
        added.removeAll(before.led());
        if (added.stream().anyMatch(time -> Collections.frequency(edit.led(), time) > 1)) {
            throw new LeadOverlap();
        }
        added.forEach(time -> people.assignLead(person, time));
        // last, since it may be one's own right to do all this
        if (!before.roles().equals(edit.roles())) {
            people.setRoles(person, edit.roles(), version + 1);
        }
    }

    private void saveNames(PersonId person, KnownPerson before, PersonEdit edit, int version) {
        var email = edit.email() == null ? null : edit.email().value();
        try {
            var updated = jdbc.sql("""
                            update person set display_name = :name, email = :email, version = version + 1
                             where id = :id and version = :version
                            """)
                    .param("name", edit.displayName())
                    .param("email", email)
                    .param("id", person.value())
                    .param("version", version)
                    .update();
            if (updated == 0) {
                throw new StaleEdit(subject(person));
            }
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated(ADDRESS, e) ? new AddressTaken() : e;
        }
        rights.changed(person);
        if (!before.displayName().equals(edit.displayName())) {
            journal.record(
                    AccessAction.PERSON_RENAMED,
                    subject(person),
                    Map.of("displayName", before.displayName()),
                    Map.of("displayName", edit.displayName()));
        }
        if (!Objects.equals(before.email(), email)) {
            journal.record(AccessAction.ADDRESS_CHANGED, subject(person), address(before.email()), address(email));
        }
    }

    /**
     * Keeps a person out: their sessions end, their links too.
     *
     * @throws NotYourself when it is the person who asks
     * @throws LastAdmin when no enabled admin would be left
     * @throws StaleEdit when somebody else was faster
     */
    public void disable(PersonId person, int version) {
        if (scope.actor().id().equals(person)) {
            throw new OwnAccountRefused();
        }
        people.setEnabled(person, false, version);
    }

    /** Lets a person in again, with the password that they had. */
    public void enable(PersonId person, int version) {
        people.setEnabled(person, true, version);
    }

    private static @Nullable Map<String, Object> address(@Nullable String email) {
        if (email == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("email", email);
        return fields;
    }

    private static String subject(PersonId person) {
        return "person:" + person.value();
    }
}
