package dev.bursar.access;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.password.Hashing;
import dev.bursar.access.password.PasswordRules;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.UserNames;
import dev.bursar.journal.Journal;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people who may come in. Only admins (and Bursar itself) may ask; each change is journalled in its own transaction and
 * holds at once, in open sessions too. A change of an unknown or meanwhile changed person ends in {@link StaleEdit}.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'SYSTEM')")
public class People {
    private final JdbcClient jdbc;
    private final Journal journal;
    private final RightsOfPeople rights;
    private final PasswordRules rules;
    private final Hashing hashing;

    People(JdbcClient jdbc, Journal journal, RightsOfPeople rights, PasswordRules rules, Hashing hashing) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.rights = rights;
        this.rules = rules;
        this.hashing = hashing;
    }

    /** Everybody, by name. */
    public List<PersonRow> list() {
        return jdbc.sql("""
                select p.id, p.user_name, p.display_name, p.enabled, p.password_hash is not null as has_password,
                  array(select r.role from person_role r where r.person_id = p.id) as roles,
                  p.last_sign_in_at as last_sign_in, p.version
                from person p
                order by p.display_name, p.id
                """).query(RecordMapper.of(PersonRow.class)).list();
    }

    public Optional<PersonRow> find(PersonId id) {
        return jdbc.sql("""
                select p.id, p.user_name, p.display_name, p.enabled, p.password_hash is not null as has_password,
                  array(select r.role from person_role r where r.person_id = p.id) as roles,
                  p.last_sign_in_at as last_sign_in, p.version
                from person p
                where p.id = :id
                """)
                .param("id", id.value())
                .query(RecordMapper.of(PersonRow.class))
                .optional();
    }

    /** By user name, in whatever case. */
    public Optional<PersonRow> find(String userName) {
        return jdbc.sql("""
                select p.id, p.user_name, p.display_name, p.enabled, p.password_hash is not null as has_password,
                  array(select r.role from person_role r where r.person_id = p.id) as roles,
                  p.last_sign_in_at as last_sign_in, p.version
                from person p
                where p.user_key = :key
                """)
                .param("key", UserNames.key(userName))
                .query(RecordMapper.of(PersonRow.class))
                .optional();
    }

    /** The teams that a person led, leads and will lead, by team and time. */
    public List<LedTeam> led(PersonId person) {
        return jdbc.sql("""
                select team_id as team, valid_from as from, valid_to as to
                from person_team
                where person_id = :person
                order by team_id, valid_from
                """)
                .param("person", person.value())
                .query(RecordMapper.of(LedTeam.class))
                .list();
    }

    /** Adds somebody who can't sign in before they have a password. */
    @Writes(Guard.CONSTRAINT)
    public PersonId create(NewPerson person) {
        int id;
        try {
            id = jdbc.sql("""
                    insert into person (user_name, user_key, display_name)
                    values (:name, :key, :display)
                    returning id
                    """)
                    .param("name", person.userName())
                    .param("key", UserNames.key(person.userName()))
                    .param("display", person.displayName())
                    .query(Integer.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated("person_user_key_key", e) ? new UserNameTaken() : e;
        }
        var created = new PersonId(id);
        give(created, person.roles());
        journal.record(AccessAction.PERSON_CREATED, subject(created), null, person);
        return created;
    }

    /**
     * Sets a password and ends the person's sessions.
     *
     * @throws PasswordRefused when it breaks a rule
     */
    @Writes(Guard.ANY_ORDER)
    public void setPassword(PersonId person, String password) {
        var name = jdbc.sql("select user_name from person where id = :id")
                .param("id", person.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new StaleEdit(subject(person)));
        rules.check(name, password);
        jdbc.sql("update person set password_hash = :hash, epoch = epoch + 1, version = version + 1 where id = :id")
                .param("hash", hashing.hash(password))
                .param("id", person.value())
                .update();
        rights.changed(person);
        journal.record(AccessAction.PASSWORD_SET, subject(person));
    }

    /**
     * Gives a person these roles and no others.
     *
     * @throws LastAdmin when no enabled admin would be left
     */
    @Writes(Guard.LOCK)
    public void setRoles(PersonId person, Set<Role> roles, int version) {
        lockAdmins();
        var before = find(person).orElseThrow(() -> new StaleEdit(subject(person)));
        touch(person, version);
        jdbc.sql("delete from person_role where person_id = :id")
                .param("id", person.value())
                .update();
        give(person, roles);
        requireAdmin(before);
        rights.changed(person);
        journal.record(
                AccessAction.ROLES_CHANGED,
                subject(person),
                Map.of("roles", before.roles()),
                Map.of("roles", Set.copyOf(roles)));
    }

    /**
     * Lets a person sign in or not; not ends their sessions.
     *
     * @throws LastAdmin when no enabled admin would be left
     */
    @Writes(Guard.LOCK)
    public void setEnabled(PersonId person, boolean enabled, int version) {
        lockAdmins();
        var before = find(person).orElseThrow(() -> new StaleEdit(subject(person)));
        touch(person, version);
        jdbc.sql("update person set enabled = :enabled, epoch = epoch + 1 where id = :id")
                .param("enabled", enabled)
                .param("id", person.value())
                .update();
        requireAdmin(before);
        rights.changed(person);
        journal.record(
                enabled ? AccessAction.PERSON_ENABLED : AccessAction.PERSON_DISABLED,
                subject(person),
                Map.of("enabled", before.enabled()),
                Map.of("enabled", enabled));
    }

    /** Ends a person's sessions; they may sign in again. */
    @Writes(Guard.ANY_ORDER)
    public void endSessions(PersonId person) {
        var updated = jdbc.sql("update person set epoch = epoch + 1 where id = :id")
                .param("id", person.value())
                .update();
        if (updated == 0) {
            throw new StaleEdit(subject(person));
        }
        rights.changed(person);
        journal.record(AccessAction.SESSIONS_ENDED, subject(person));
    }

    /**
     * Makes a person lead of a team for some time; to see it they need the role {@link Role#LEAD} too.
     *
     * @throws LeadOverlap when they lead it on some of these days already
     * @throws StaleEdit when there is no such person or team
     */
    @Writes(Guard.CONSTRAINT)
    public void assignLead(PersonId person, LedTeam time) {
        try {
            jdbc.sql("""
                    insert into person_team (person_id, team_id, valid_from, valid_to)
                    values (:person, :team, :from, :to)
                    """)
                    .param("person", person.value())
                    .param("team", time.team().value())
                    .param("from", time.from())
                    .param("to", time.to())
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw Constraint.isViolated("person_team_person_id_fkey", e)
                            || Constraint.isViolated("person_team_team_id_fkey", e)
                    ? new StaleEdit(subject(person))
                    : overlap(e);
        }
        rights.changed(person);
        journal.record(AccessAction.LEAD_ASSIGNED, subject(person), null, time(time));
    }

    /**
     * Ends a person's time as lead of a team.
     *
     * @param to the first day on which they don't lead it any more; at or before the first day removes the time
     */
    @Writes(Guard.ANY_ORDER)
    public void endLead(PersonId person, TeamId team, LocalDate from, LocalDate to) {
        var before = led(person).stream()
                .filter(time -> time.team().equals(team) && time.from().equals(from))
                .findFirst()
                .orElseThrow(() -> new StaleEdit(subject(person)));
        var after = from.isBefore(to) ? new LedTeam(team, from, to) : null;
        try {
            jdbc.sql(after == null ? """
                    delete from person_team
                    where person_id = :person and team_id = :team and valid_from = :from
                    """ : """
                    update person_team set valid_to = :to
                    where person_id = :person and team_id = :team and valid_from = :from
                    """)
                    .params(Params.of("person", person)
                            .and("team", team)
                            .and("from", from)
                            .and("to", to))
                    .update();
        } catch (DataIntegrityViolationException e) {
            throw overlap(e);
        }
        rights.changed(person);
        journal.record(AccessAction.LEAD_ENDED, subject(person), time(before), after == null ? null : time(after));
    }

    private void give(PersonId person, Set<Role> roles) {
        jdbc.sql("""
                insert into person_role (person_id, role)
                select :id, role from unnest(cast(:roles as text[])) as role
                """)
                .param("id", person.value())
                .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
                .update();
    }

    private void touch(PersonId person, int version) {
        var updated = jdbc.sql("update person set version = version + 1 where id = :id and version = :version")
                .param("id", person.value())
                .param("version", version)
                .update();
        if (updated == 0) {
            throw new StaleEdit(subject(person));
        }
    }

    /** One change of roles after the other, or two admins could remove each other. */
    private void lockAdmins() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('bursar.admins'))").query(row -> {});
    }

    private void requireAdmin(PersonRow before) {
        if (!before.enabled() || !before.roles().contains(Role.ADMIN)) {
            return;
        }
        var left = jdbc.sql("""
                select exists (
                  select from person p
                  join person_role r on r.person_id = p.id
                  where r.role = 'ADMIN' and p.enabled and p.password_hash is not null)
                """).query(Boolean.class).single();
        if (!left) {
            throw new LastAdmin();
        }
    }

    private static RuntimeException overlap(DataIntegrityViolationException problem) {
        return Constraint.isViolated("person_team_int4range_int4range1_daterange_excl", problem)
                ? new LeadOverlap()
                : problem;
    }

    private static Map<String, @Nullable Object> time(LedTeam time) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("team", time.team().value());
        fields.put("from", time.from());
        fields.put("to", time.to());
        return fields;
    }

    private static String subject(PersonId person) {
        return "person:" + person.value();
    }

    private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,9}").asMatchPredicate();

    /** People as they are called now, with links to them: who may read the journal may see people. */
    @Bean
    static SubjectNames personNames(JdbcClient jdbc) {
        return SubjectNames.of(
                "person",
                ids -> {
                    var names = new HashMap<String, String>();
                    jdbc.sql("select id, display_name from person where id = any(:ids) order by id")
                            .param(
                                    "ids",
                                    ids.stream()
                                            .filter(NUMBER)
                                            .map(Integer::valueOf)
                                            .toArray(Integer[]::new))
                            .query(row -> {
                                names.put(row.getString("id"), row.getString("display_name"));
                            });
                    return names;
                },
                id -> NUMBER.test(id) ? Optional.of(AccessLinks.person(Integer.parseInt(id))) : Optional.empty());
    }
}
