package dev.bursar.org;

import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.ChangeRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The departments that teams lie in. Admins (and Bursar itself) change them, and each change is journalled. A change of an unknown
 * or meanwhile changed department ends in {@link StaleEdit}, one that can't be in {@link ChangeRefused}.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'SYSTEM')")
public class Departments {
    private final JdbcClient jdbc;
    private final Timelines timelines;
    private final OrganisationLock turn;
    private final Journal journal;
    private final Clock clock;

    Departments(JdbcClient jdbc, Timelines timelines, OrganisationLock turn, Journal journal, Clock clock) {
        this.jdbc = jdbc;
        this.timelines = timelines;
        this.turn = turn;
        this.journal = journal;
        this.clock = clock;
    }

    /** All departments, ended ones too, by name. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR', 'SYSTEM')")
    public List<Department> all() {
        Map<Integer, Timeline<DepartmentId>> parents = timelines.parents();
        return jdbc.sql(
                        "select id, name, valid_from as from, valid_to as to, version from department order by name_key, id")
                .query(RecordMapper.of(Department.class)
                        .with("parents", (row, column) -> parents.getOrDefault(row.getInt("id"), Timeline.empty())))
                .list();
    }

    /** Makes a department that lies in another one, or in none. */
    @Writes(Guard.LOCK)
    public DepartmentId create(String name, LocalDate from, @Nullable DepartmentId parent) {
        String clean = InputChecks.name(name);
        InputChecks.day(from);
        turn.take();
        requireFree(clean, null);
        requireThere(parent, from);
        var id = new DepartmentId(jdbc.sql("""
                        insert into department (name, name_key, valid_from) values (:name, :key, :from) returning id
                        """)
                .params(Params.of("name", clean)
                        .and("key", InputChecks.key(clean))
                        .and("from", from))
                .query(Integer.class)
                .single());
        timelines.writeParents(id.value(), Timeline.<DepartmentId>empty().since(from, parent));
        journal.record(
                OrgAction.DEPARTMENT_CREATED,
                Fields.subject(id),
                null,
                Fields.of("name", clean).and("from", from).and("parent", parent).map());
        return id;
    }

    @Writes(Guard.LOCK)
    public void rename(DepartmentId department, int version, String name) {
        String clean = InputChecks.name(name);
        turn.take();
        Department before = taken(department, version);
        requireFree(clean, department);
        jdbc.sql("update department set name = :name, name_key = :key where id = :id")
                .params(Params.of("name", clean)
                        .and("key", InputChecks.key(clean))
                        .and("id", department.value()))
                .update();
        journal.record(
                OrgAction.DEPARTMENT_RENAMED,
                Fields.subject(department),
                Fields.of("name", before.name()).map(),
                Fields.of("name", clean).map());
    }

    /** Lays the department into another one, or into none, from a day on. */
    @Writes(Guard.LOCK)
    public void move(DepartmentId department, int version, LocalDate from, @Nullable DepartmentId parent) {
        InputChecks.day(from);
        turn.take();
        Department before = taken(department, version);
        if (from.isBefore(before.from())) {
            throw new ChangeRefused(Reason.BEFORE_IT_BEGINS);
        }
        if (!before.isThere(from)) {
            throw new ChangeRefused(Reason.HAS_ENDED);
        }
        requireThere(parent, from);
        Timeline<DepartmentId> after = before.parents().since(from, parent);
        if (before.to() != null) {
            after = after.until(before.to());
        }
        requireNoCycle(department, after);
        timelines.writeParents(department.value(), after);
        journal.record(
                OrgAction.DEPARTMENT_MOVED,
                Fields.subject(department),
                Fields.of("parent", before.parents().at(from).orElse(null)).map(),
                Fields.of("parent", parent).and("from", from).map());
    }

    /**
     * Ends the department, in which nothing may lie then.
     *
     * @param to the day after its last
     */
    @Writes(Guard.LOCK)
    public void end(DepartmentId department, int version, LocalDate to) {
        InputChecks.day(to);
        turn.take();
        Department before = taken(department, version);
        if (!to.isAfter(before.from())) {
            throw new ChangeRefused(Reason.ENDS_BEFORE_IT_BEGINS);
        }
        if (before.to() != null && before.to().isBefore(to)) {
            throw new ChangeRefused(Reason.HAS_ENDED);
        }
        if (!isEmpty(department, to)) {
            throw new ChangeRefused(Reason.NOT_EMPTY);
        }
        jdbc.sql("update department set valid_to = :to where id = :id")
                .param("to", to)
                .param("id", department.value())
                .update();
        timelines.writeParents(department.value(), before.parents().until(to));
        journal.record(
                OrgAction.DEPARTMENT_ENDED,
                Fields.subject(department),
                Fields.of("to", before.to()).map(),
                Fields.of("to", to).map());
    }

    private boolean isEmpty(DepartmentId department, LocalDate from) {
        return Stream.concat(timelines.departments().values().stream(), timelines.parents().values().stream())
                .flatMap(timeline -> timeline.parts().stream())
                .filter(part -> part.value().equals(department))
                .allMatch(part -> part.to() != null && !part.to().isAfter(from));
    }

    /** Refuses a department that is not there from the day on for good. */
    void requireThere(@Nullable DepartmentId department, LocalDate from) {
        boolean there = department == null
                || all().stream().anyMatch(one -> one.id().equals(department) && one.isThere(from) && one.to() == null);
        if (!there) {
            throw new ChangeRefused(Reason.DEPARTMENT_NOT_THERE);
        }
    }

    /** Takes the version, so that no other change of the same department is made on what was seen before this one. */
    private Department taken(DepartmentId department, int version) {
        int found = jdbc.sql("update department set version = version + 1 where id = :id and version = :version")
                .param("id", department.value())
                .param("version", version)
                .update();
        if (found == 0) {
            throw new StaleEdit(Fields.subject(department));
        }
        return all().stream()
                .filter(one -> one.id().equals(department))
                .findFirst()
                .orElseThrow();
    }

    private void requireFree(String name, @Nullable DepartmentId but) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        boolean taken = all().stream()
                .filter(one -> !one.id().equals(but))
                .filter(one -> one.to() == null || one.to().isAfter(today))
                .anyMatch(one -> InputChecks.key(one.name()).equals(InputChecks.key(name)));
        if (taken) {
            throw new ChangeRefused(Reason.NAME_TAKEN);
        }
    }

    /** Goes up from the department on each day on which anything begins to lie elsewhere. */
    private void requireNoCycle(DepartmentId department, Timeline<DepartmentId> changed) {
        Map<DepartmentId, Timeline<DepartmentId>> parents =
                all().stream().collect(Collectors.toMap(Department::id, Department::parents));
        parents.put(department, changed);
        boolean cycle = parents.values().stream()
                .flatMap(timeline -> timeline.parts().stream())
                .map(Timeline.Part::from)
                .distinct()
                .anyMatch(day -> liesInItself(department, day, parents));
        if (cycle) {
            throw new ChangeRefused(Reason.LIES_IN_ITSELF);
        }
    }

    private static boolean liesInItself(
            DepartmentId department, LocalDate day, Map<DepartmentId, Timeline<DepartmentId>> parents) {
        Set<DepartmentId> seen = new HashSet<>();
        DepartmentId at = department;
        while (seen.add(at)) {
            Optional<DepartmentId> above = Optional.ofNullable(parents.get(at)).flatMap(timeline -> timeline.at(day));
            if (above.isEmpty()) {
                return false;
            }
            at = above.get();
        }
        return true;
    }
}
