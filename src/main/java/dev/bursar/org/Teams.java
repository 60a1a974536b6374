package dev.bursar.org;

import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.ChangeRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Teams, with their department and cost centre by date. Admins (and Bursar itself) change them, and each change is journalled. A
 * change of an unknown or meanwhile changed team ends in {@link StaleEdit}, one that can't be in {@link ChangeRefused}.
 *
 * <p>Whose costs are whose is decided by ownership rules: whoever ends, merges or splits a team changes those too. A team that is merged
 * keeps which one goes on in its place, for {@link Successors}; one that is split goes on itself.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'SYSTEM')")
public class Teams {
    public static final int LONGEST_NAME = InputChecks.LONGEST_NAME;
    public static final int LONGEST_COST_CENTRE = InputChecks.LONGEST_COST_CENTRE;

    private final JdbcClient jdbc;
    private final Timelines timelines;
    private final Departments departments;
    private final OrganisationLock turn;
    private final Journal journal;
    private final Clock clock;

    Teams(
            JdbcClient jdbc,
            Timelines timelines,
            Departments departments,
            OrganisationLock turn,
            Journal journal,
            Clock clock) {
        this.jdbc = jdbc;
        this.timelines = timelines;
        this.departments = departments;
        this.turn = turn;
        this.journal = journal;
        this.clock = clock;
    }

    /** All teams, ended ones too, by name. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')")
    public List<TeamHistory> all() {
        Map<Integer, Timeline<DepartmentId>> lying = timelines.departments();
        Map<Integer, Timeline<String>> booked = timelines.costCentres();
        return jdbc.sql(
                        "select id, name, valid_from as from, valid_to as to, confirmed, version from team order by lower(name), id")
                .query(RecordMapper.of(TeamHistory.class)
                        .with("departments", (row, column) -> lying.getOrDefault(row.getInt("id"), Timeline.empty()))
                        .with("costCentres", (row, column) -> booked.getOrDefault(row.getInt("id"), Timeline.empty())))
                .list();
    }

    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')")
    public Optional<TeamHistory> find(TeamId team) {
        return all().stream().filter(one -> one.id().equals(team)).findFirst();
    }

    @Writes(Guard.LOCK)
    public TeamId create(NewTeam team) {
        turn.take();
        return create(OrgAction.TEAM_CREATED, team, null);
    }

    /** A team made from a tag value is one like others from now on. */
    @Writes(Guard.LOCK)
    public void confirm(TeamId team, int version) {
        turn.take();
        taken(team, version);
        int confirmed = jdbc.sql("update team set confirmed = true where id = :id and not confirmed")
                .param("id", team.value())
                .update();
        if (confirmed > 0) {
            journal.record(OrgAction.TEAM_CONFIRMED, Fields.subject(team), null, null);
        }
    }

    @Writes(Guard.LOCK)
    public void rename(TeamId team, int version, String name) {
        String clean = InputChecks.name(name);
        turn.take();
        TeamHistory before = taken(team, version);
        requireFree(clean, team);
        try {
            jdbc.sql("update team set name = :name where id = :id")
                    .param("name", clean)
                    .param("id", team.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
        journal.record(
                OrgAction.TEAM_RENAMED,
                Fields.subject(team),
                Fields.of("name", before.name()).map(),
                Fields.of("name", clean).map());
    }

    /** Lays the team into another department, or into none, from a day on. */
    @Writes(Guard.LOCK)
    public void move(TeamId team, int version, LocalDate from, @Nullable DepartmentId department) {
        InputChecks.day(from);
        turn.take();
        TeamHistory before = taken(team, version);
        requireThere(before, from);
        departments.requireThere(department, from);
        timelines.writeDepartments(
                team.value(), within(before, before.departments().since(from, department)));
        journal.record(
                OrgAction.TEAM_MOVED,
                Fields.subject(team),
                Fields.of("department", before.departments().at(from).orElse(null))
                        .map(),
                Fields.of("department", department).and("from", from).map());
    }

    /** Books the team's costs on another cost centre, or on none, from a day on. */
    @Writes(Guard.LOCK)
    public void setCostCentre(TeamId team, int version, LocalDate from, @Nullable String costCentre) {
        String clean = InputChecks.costCentre(costCentre);
        InputChecks.day(from);
        turn.take();
        TeamHistory before = taken(team, version);
        requireThere(before, from);
        timelines.writeCostCentres(
                team.value(), within(before, before.costCentres().since(from, clean)));
        journal.record(
                OrgAction.COST_CENTRE_SET,
                Fields.subject(team),
                Fields.of("costCentre", before.costCentres().at(from).orElse(null))
                        .map(),
                Fields.of("costCentre", clean).and("from", from).map());
    }

    /**
     * Ends the team.
     *
     * @param to the day after its last
     */
    @Writes(Guard.LOCK)
    public void end(TeamId team, int version, LocalDate to) {
        turn.take();
        end(OrgAction.TEAM_ENDED, team, version, to, null);
    }

    /**
     * Ends the team in favour of another one.
     *
     * @param from the day after its last, from which the other one goes on in its place
     */
    @Writes(Guard.LOCK)
    public void merge(TeamId team, int version, TeamId into, LocalDate from) {
        if (team.equals(into)) {
            throw new ChangeRefused(Reason.INTO_ITSELF);
        }
        turn.take();
        boolean there = find(into).stream().anyMatch(one -> one.isThere(from) && one.to() == null);
        if (!there) {
            throw new ChangeRefused(Reason.TARGET_NOT_THERE);
        }
        end(OrgAction.TEAM_MERGED, team, version, from, into);
    }

    /**
     * Ends a team that has turned out to be another one, which goes on in its place and need not be there on its days.
     *
     * @param from the day after its last
     */
    @Writes(Guard.LOCK)
    public void join(TeamId team, int version, TeamId into, LocalDate from) {
        if (team.equals(into)) {
            throw new ChangeRefused(Reason.INTO_ITSELF);
        }
        turn.take();
        end(OrgAction.TEAM_MERGED, team, version, from, into);
    }

    /** Makes a new team out of a part of this one. */
    @Writes(Guard.LOCK)
    public TeamId split(TeamId team, int version, NewTeam part) {
        turn.take();
        requireThere(taken(team, version), InputChecks.day(part.from()));
        return create(OrgAction.TEAM_SPLIT, part, team);
    }

    private TeamId create(JournalAction action, NewTeam team, @Nullable TeamId outOf) {
        String name = InputChecks.name(team.name());
        String costCentre = InputChecks.costCentre(team.costCentre());
        LocalDate from = InputChecks.day(team.from());
        requireFree(name, null);
        departments.requireThere(team.department(), from);
        TeamId id;
        try {
            id = new TeamId(jdbc.sql("insert into team (name, valid_from) values (:name, :from) returning id")
                    .param("name", name)
                    .param("from", from)
                    .query(Integer.class)
                    .single());
        } catch (DuplicateKeyException e) {
            throw taken(e);
        }
        timelines.writeDepartments(id.value(), Timeline.<DepartmentId>empty().since(from, team.department()));
        timelines.writeCostCentres(id.value(), Timeline.<String>empty().since(from, costCentre));
        var fields = Fields.of("name", name)
                .and("from", from)
                .and("department", team.department())
                .and("costCentre", costCentre);
        journal.record(action, Fields.subject(id), null, (outOf == null ? fields : fields.and("outOf", outOf)).map());
        return id;
    }

    private void end(JournalAction action, TeamId team, int version, LocalDate to, @Nullable TeamId into) {
        InputChecks.day(to);
        TeamHistory before = taken(team, version);
        if (!to.isAfter(before.from())) {
            throw new ChangeRefused(Reason.ENDS_BEFORE_IT_BEGINS);
        }
        if (before.to() != null && before.to().isBefore(to)) {
            throw new ChangeRefused(Reason.HAS_ENDED);
        }
        jdbc.sql("update team set valid_to = :to where id = :id")
                .param("to", to)
                .param("id", team.value())
                .update();
        timelines.writeDepartments(team.value(), before.departments().until(to));
        timelines.writeCostCentres(team.value(), before.costCentres().until(to));
        writeSuccessor(team, into, to);
        var after = Fields.of("to", to);
        journal.record(
                action,
                Fields.subject(team),
                Fields.of("to", before.to()).map(),
                (into == null ? after : after.and("into", into)).map());
    }

    /** A team that is ended anew has the successor of its last end only. */
    private void writeSuccessor(TeamId team, @Nullable TeamId into, LocalDate since) {
        jdbc.sql("delete from team_successor where team_id = :team")
                .param("team", team.value())
                .update();
        if (into != null) {
            jdbc.sql("insert into team_successor (team_id, successor_id, since) values (:team, :into, :since)")
                    .params(Params.of("team", team).and("into", into.value()).and("since", since))
                    .update();
        }
    }

    private static <T> Timeline<T> within(TeamHistory team, Timeline<T> timeline) {
        return team.to() == null ? timeline : timeline.until(team.to());
    }

    private static void requireThere(TeamHistory team, LocalDate day) {
        if (day.isBefore(team.from())) {
            throw new ChangeRefused(Reason.BEFORE_IT_BEGINS);
        }
        if (team.isOver(day)) {
            throw new ChangeRefused(Reason.HAS_ENDED);
        }
    }

    /** Takes the version, so that no other change of the same team is made on what was seen before this one. */
    private TeamHistory taken(TeamId team, int version) {
        int found = jdbc.sql("update team set version = version + 1 where id = :id and version = :version")
                .param("id", team.value())
                .param("version", version)
                .update();
        if (found == 0) {
            throw new StaleEdit(Fields.subject(team));
        }
        return find(team).orElseThrow();
    }

    private void requireFree(String name, @Nullable TeamId but) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        boolean taken = all().stream()
                .filter(one -> !one.id().equals(but) && !one.isOver(today))
                .anyMatch(one -> InputChecks.key(one.name()).equals(InputChecks.key(name)));
        if (taken) {
            throw new ChangeRefused(Reason.NAME_TAKEN);
        }
    }

    private static RuntimeException taken(DuplicateKeyException e) {
        return Constraint.isViolated("team_name", e) ? new ChangeRefused(Reason.NAME_TAKEN) : e;
    }
}
