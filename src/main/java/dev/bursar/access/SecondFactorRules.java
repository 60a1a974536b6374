package dev.bursar.access;

import dev.bursar.access.factor.FactorStore;
import dev.bursar.access.factor.SecondFactorNeeded;
import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who needs a second factor, and the way back for those who lost theirs. Only admins may change it; auditors see it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'SYSTEM')")
public class SecondFactorRules {
    /**
     * How many people of a role have one.
     *
     * @param people enabled ones with a password: single sign-on asks for its own factor
     */
    public record Coverage(Role role, boolean required, int people, int withFactor) {}

    private final JdbcClient jdbc;
    private final FactorStore store;
    private final RightsOfPeople rights;
    private final Scope scope;
    private final Journal journal;

    public SecondFactorRules(JdbcClient jdbc, FactorStore store, RightsOfPeople rights, Scope scope, Journal journal) {
        this.jdbc = jdbc;
        this.store = store;
        this.rights = rights;
        this.scope = scope;
        this.journal = journal;
    }

    /** Each role, in the order of {@link Role}. */
    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
    public List<Coverage> coverage() {
        var found = jdbc
                .sql("""
                select r.role, count(*) as people, count(t.person_id) as with_factor
                from person_role r
                join person p on p.id = r.person_id and p.enabled and p.password_hash is not null
                left join person_totp t on t.person_id = p.id
                group by r.role
                """)
                .query((row, i) -> new Coverage(
                        Role.valueOf(row.getString("role")), false, row.getInt("people"), row.getInt("with_factor")))
                .list()
                .stream()
                .collect(Collectors.toMap(Coverage::role, one -> one));
        var required = required();
        return Arrays.stream(Role.values())
                .map(role -> {
                    var one = found.getOrDefault(role, new Coverage(role, false, 0, 0));
                    return new Coverage(role, required.contains(role), one.people(), one.withFactor());
                })
                .toList();
    }

    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR', 'SYSTEM')")
    public Set<Role> required() {
        var roles = EnumSet.noneOf(Role.class);
        jdbc.sql("select role from second_factor_role")
                .query((row, i) -> Role.valueOf(row.getString("role")))
                .list()
                .forEach(roles::add);
        return roles;
    }

    /**
     * Asks people of these roles, and of no others, for a second factor: sessions of theirs that did without end at the next
     * click, and the next sign-in sets one up.
     *
     * @throws SecondFactorMissing when the admin who asks would be out themselves
     */
    @Writes(Guard.CONSTRAINT)
    public void require(Set<Role> roles) {
        var before = required();
        if (before.equals(roles)) {
            return;
        }
        var actor = scope.actor().id();
        if (scope.roles().stream().anyMatch(roles::contains)
                && !store.state(actor).set()) {
            throw new SecondFactorMissing();
        }
        jdbc.sql("delete from second_factor_role").update();
        roles.forEach(role -> jdbc.sql("insert into second_factor_role (role) values (:role)")
                .param("role", role.name())
                .update());
        rights.allChanged();
        journal.record(
                AccessAction.SECOND_FACTOR_REQUIRED,
                "second factor",
                Map.of("roles", before),
                Map.of("roles", Set.copyOf(roles)));
    }

    /** Those of all people who have one. */
    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR', 'SYSTEM')")
    public Set<PersonId> withFactor() {
        return Set.copyOf(jdbc.sql("select person_id from person_totp")
                .query((row, i) -> new PersonId(row.getInt("person_id")))
                .list());
    }

    /**
     * Removes another person's second factor, for whoever lost theirs, and ends their sessions.
     *
     * @throws SecondFactorNeeded when it is one's own: that one is turned off with a code
     * @throws StaleEdit when the person has none
     */
    @Writes(Guard.CONDITION)
    public void reset(PersonId person) {
        if (person.equals(scope.actor().id())) {
            throw new SecondFactorNeeded();
        }
        if (!store.remove(person)) {
            throw new StaleEdit("person:" + person.value());
        }
        jdbc.sql("update person set epoch = epoch + 1 where id = :id")
                .param("id", person.value())
                .update();
        rights.changed(person);
        journal.record(AccessAction.SECOND_FACTOR_RESET, "person:" + person.value());
    }
}
