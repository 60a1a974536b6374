package dev.bursar.access.sso;

import dev.bursar.access.journal.AccessAction;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.sso.SsoSettings.GroupRights;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.Params;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gives people the rights of their groups and takes away those that earlier groups gave. What an admin gave in Bursar stays
 * as it is. A team led by group is led from the beginning on, since nobody tells since when.
 */
@Component
class GroupRightsOfPeople {
    private static final Logger log = LoggerFactory.getLogger(GroupRightsOfPeople.class);
    private static final LocalDate BEGINNING = LocalDate.of(2000, 1, 1);

    private final JdbcClient jdbc;
    private final SsoSettings settings;
    private final RightsOfPeople rights;
    private final Journal journal;

    GroupRightsOfPeople(JdbcClient jdbc, SsoSettings settings, RightsOfPeople rights, Journal journal) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.rights = rights;
        this.journal = journal;
    }

    /** Whether any of the groups gives any right. */
    public boolean any(Collection<String> groups) {
        return settings.groups().stream().anyMatch(one -> groups.contains(one.group()));
    }

    /** Makes a person's rights by group those of these groups, in the caller's transaction, and says which roles they have. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<Role> apply(PersonId person, Collection<String> groups) {
        var given = settings.groups().stream()
                .filter(one -> groups.contains(one.group()))
                .toList();
        var changedRoles =
                applyRoles(person, given.stream().map(GroupRights::role).collect(Collectors.toSet()));
        var changedTeams = applyTeams(
                person,
                teams(given.stream()
                        .flatMap(one -> Optional.ofNullable(one.team()).stream())
                        .collect(Collectors.toSet())));
        if (!changedRoles.isEmpty() || !changedTeams.isEmpty()) {
            rights.changed(person);
            var changes = new HashMap<String, Object>();
            changes.put("roles", changedRoles);
            changes.put("teams", changedTeams);
            journal.recordAs(
                    Actor.SYSTEM, AccessAction.RIGHTS_BY_GROUP_CHANGED, "person:" + person.value(), null, changes);
        }
        return roles(person);
    }

    /** The changes, {@code +FINANCE}, {@code -ADMIN}. */
    private Set<String> applyRoles(PersonId person, Set<Role> wanted) {
        var had = roles(person);
        var byGroup = EnumSet.noneOf(Role.class);
        jdbc.sql("select role from person_group_role where person_id = :person")
                .param("person", person.value())
                .query((row, i) -> Role.valueOf(row.getString("role")))
                .list()
                .forEach(byGroup::add);
        var changes = new TreeSet<String>();
        for (var role : Role.values()) {
            if (wanted.contains(role) && !had.contains(role)) {
                write("insert into person_role (person_id, role) values (:person, :role)", person, role);
                write("""
                        insert into person_group_role (person_id, role) values (:person, :role)
                        on conflict do nothing
                        """, person, role);
                changes.add("+" + role);
            } else if (!wanted.contains(role) && byGroup.contains(role)) {
                write("delete from person_group_role where person_id = :person and role = :role", person, role);
                if (had.contains(role)) {
                    write("delete from person_role where person_id = :person and role = :role", person, role);
                    changes.add("-" + role);
                }
            }
        }
        return changes;
    }

    private void write(String statement, PersonId person, Role role) {
        jdbc.sql(statement)
                .param("person", person.value())
                .param("role", role.name())
                .update();
    }

    /** The changes, {@code +3}, {@code -7}: numbers of teams. */
    private Set<String> applyTeams(PersonId person, Set<TeamId> wanted) {
        var byGroup = new HashMap<TeamId, LocalDate>();
        jdbc.sql("select team_id, valid_from from person_group_team where person_id = :person")
                .param("person", person.value())
                .query(row -> {
                    byGroup.put(new TeamId(row.getInt("team_id")), row.getObject("valid_from", LocalDate.class));
                });
        var changes = new TreeSet<String>();
        byGroup.forEach((team, from) -> {
            if (!wanted.contains(team)) {
                remove(person, team, from);
                changes.add("-" + team.value());
            }
        });
        for (var team : wanted) {
            if (add(person, team)) {
                changes.add("+" + team.value());
            }
        }
        return changes;
    }

    private void remove(PersonId person, TeamId team, LocalDate from) {
        for (var statement : new String[] {
            "delete from person_team where person_id = :person and team_id = :team and valid_from = :from",
            "delete from person_group_team where person_id = :person and team_id = :team and valid_from = :from"
        }) {
            jdbc.sql(statement)
                    .params(Params.of("person", person).and("team", team).and("from", from))
                    .update();
        }
    }

    /** From the beginning, or from where an earlier time of theirs ended; false when they lead it without an end already. */
    private boolean add(PersonId person, TeamId team) {
        var from = jdbc.sql("""
                insert into person_team (person_id, team_id, valid_from)
                select :person, :team, coalesce(max(valid_to), :beginning)
                from person_team
                where person_id = :person and team_id = :team
                having count(*) filter (where valid_to is null) = 0
                returning valid_from
                """)
                .params(Params.of("person", person).and("team", team).and("beginning", BEGINNING))
                .query(LocalDate.class)
                .optional();
        from.ifPresent(day -> jdbc.sql("""
                insert into person_group_team (person_id, team_id, valid_from)
                values (:person, :team, :from)
                on conflict (person_id, team_id) do nothing
                """)
                .params(Params.of("person", person).and("team", team).and("from", day))
                .update());
        return from.isPresent();
    }

    /** A new team, made from a tag value that no person has decided on, is nobody's by its name: anybody who may tag could name it so. */
    private Set<TeamId> teams(Set<String> names) {
        var found = new HashSet<TeamId>();
        for (var name : names) {
            var ids = jdbc.sql("select id from team where name = :name and valid_to is null and confirmed order by id")
                    .param("name", name)
                    .query((row, i) -> new TeamId(row.getInt("id")))
                    .list();
            if (ids.isEmpty()) {
                log.warn(
                        "bursar.sso.groups names the team {}, which there is not, or which no person has confirmed: nobody leads it by group",
                        name);
            }
            found.addAll(ids);
        }
        return found;
    }

    private Set<Role> roles(PersonId person) {
        return jdbc.sql("select array(select r.role from person_role r where r.person_id = :person) as roles")
                .param("person", person.value())
                .query((row, i) -> RightsOfPeople.roles(row))
                .single();
    }
}
