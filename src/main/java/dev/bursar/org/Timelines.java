package dev.bursar.org;

import dev.bursar.kernel.rows.Batch;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what holds by date: a thing's whole timeline is written anew, under the lock of the thing's version. */
@Component
class Timelines {
    private final JdbcClient jdbc;

    Timelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By team. */
    Map<Integer, Timeline<DepartmentId>> departments() {
        return read("""
                select team_id as thing, department_id as value, valid_from, valid_to
                from team_department
                order by team_id, valid_from
                """, Timelines::department);
    }

    /** By team. */
    Map<Integer, Timeline<String>> costCentres() {
        return read("""
                select team_id as thing, cost_centre as value, valid_from, valid_to
                from team_cost_centre
                order by team_id, valid_from
                """, row -> row.getString("value"));
    }

    /** By department. */
    Map<Integer, Timeline<DepartmentId>> parents() {
        return read("""
                select department_id as thing, parent_id as value, valid_from, valid_to
                from department_parent
                order by department_id, valid_from
                """, Timelines::department);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void writeDepartments(int team, Timeline<DepartmentId> timeline) {
        write("delete from team_department where team_id = :thing", """
                insert into team_department (team_id, department_id, valid_from, valid_to)
                select :thing, cast(value as int), valid_from, valid_to from %s
                """, team, timeline);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void writeCostCentres(int team, Timeline<String> timeline) {
        write("delete from team_cost_centre where team_id = :thing", """
                insert into team_cost_centre (team_id, cost_centre, valid_from, valid_to)
                select :thing, value, valid_from, valid_to from %s
                """, team, timeline);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void writeParents(int department, Timeline<DepartmentId> timeline) {
        write("delete from department_parent where department_id = :thing", """
                insert into department_parent (department_id, parent_id, valid_from, valid_to)
                select :thing, cast(value as int), valid_from, valid_to from %s
                """, department, timeline);
    }

    private static DepartmentId department(ResultSet row) throws SQLException {
        return new DepartmentId(row.getInt("value"));
    }

    private <T> Map<Integer, Timeline<T>> read(String sql, Value<T> value) {
        var parts = new HashMap<Integer, List<Timeline.Part<T>>>();
        jdbc.sql(sql).query(row -> {
            parts.computeIfAbsent(row.getInt("thing"), thing -> new ArrayList<>())
                    .add(new Timeline.Part<>(
                            value.of(row),
                            row.getObject("valid_from", LocalDate.class),
                            row.getObject("valid_to", LocalDate.class)));
        });
        var timelines = new HashMap<Integer, Timeline<T>>();
        parts.forEach((thing, some) -> timelines.put(thing, new Timeline<>(some)));
        return timelines;
    }

    private void write(String delete, String insert, int thing, Timeline<?> timeline) {
        jdbc.sql(delete).param("thing", thing).update();
        var batch = Batch.of(timeline.parts())
                .text(
                        "value",
                        part -> part.value() instanceof DepartmentId id
                                ? String.valueOf(id.value())
                                : part.value().toString())
                .add("valid_from", LocalDate.class, Timeline.Part::from)
                .add("valid_to", LocalDate.class, Timeline.Part::to);
        batch.statement(jdbc, insert.formatted(batch.rows()))
                .param("thing", thing)
                .update();
    }

    private interface Value<T> {
        T of(ResultSet row) throws SQLException;
    }
}
