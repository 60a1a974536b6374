package dev.bursar.files;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Visibility;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores exports and how they stand. */
@Component
class ExportStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RowMapper<Job> JOB = (row, number) -> new Job(
            row.getObject("id", UUID.class),
            new PersonId(row.getInt("person_id")),
            row.getString("kind"),
            ExportFormat.valueOf(row.getString("format")),
            row.getString("question"),
            row.getString("title"),
            row.getString("file_name"),
            row.getString("state"),
            row.getInt("attempt"),
            moment(row.getObject("asked_at", OffsetDateTime.class)),
            optional(row.getObject("expires_at", OffsetDateTime.class)),
            row.getObject("rows_all", Long.class),
            row.getLong("rows_done"),
            row.getLong("file_size"),
            row.getString("visible") == null ? null : JSON.readValue(row.getString("visible"), Visibility.class),
            row.getString("problem"),
            row.getString("what_to_do"));
    private static final String COLUMNS = """
            id, person_id, kind, format, question, title, file_name, state, attempt, asked_at, expires_at,
            rows_all, rows_done, file_size, visible, problem, what_to_do
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ExportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A stored export. */
    record Job(
            UUID id,
            PersonId person,
            String kind,
            ExportFormat format,
            String question,
            String title,
            String fileName,
            String state,
            int attempt,
            Instant asked,
            @Nullable Instant expires,
            @Nullable Long rowsAll,
            long rowsDone,
            long size,
            @Nullable Visibility visible,
            @Nullable String problem,
            @Nullable String whatToDo) {
        /** The file of this attempt alone: one that was overtaken writes into its own. */
        String file() {
            return id + "-" + attempt;
        }

        /** As seen at a moment by a person who may see so much. */
        ExportState stateAt(Instant now, Visibility visibility) {
            Instant end = expires;
            return switch (state) {
                case "waiting" -> new ExportState.Waiting();
                case "running" ->
                    new ExportState.Running(
                            rowsDone, rowsAll == null ? OptionalLong.empty() : OptionalLong.of(rowsAll));
                case "failed" -> new ExportState.Failed(problem == null ? "" : problem, Optional.ofNullable(whatToDo));
                case "ready", "expired" -> {
                    if (end == null || visible == null) {
                        throw new IllegalStateException("A file has an end");
                    }
                    yield state.equals("expired") || !end.isAfter(now)
                            ? new ExportState.Expired(end)
                            : visibility.includes(visible)
                                    ? new ExportState.Ready(rowsDone, size, end)
                                    : new ExportState.Withdrawn();
                }
                default -> new ExportState.Cancelled();
            };
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            UUID id,
            PersonId person,
            String kind,
            ExportFormat format,
            String question,
            String title,
            String fileName) {
        jdbc.sql("""
                        insert into export_job (id, person_id, kind, format, question, title, file_name, asked_at)
                        values (:id, :person, :kind, :format, :question, :title, :fileName, :now)
                        """)
                .param("id", id)
                .param("person", person.value())
                .param("kind", kind)
                .param("format", format.name())
                .param("question", question)
                .param("title", title)
                .param("fileName", fileName)
                .param("now", now())
                .update();
    }

    /** The person's exports under way, counted so that no two of their pages count at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int underWay(PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('export_job'), :person)")
                .param("person", person.value())
                .query(row -> {});
        return jdbc.sql("""
                        select count(*) from export_job
                         where person_id = :person and state in ('waiting', 'running')
                        """)
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    List<Job> of(PersonId person, int most) {
        return jdbc.sql("select " + COLUMNS + " from export_job where person_id = :person"
                        + " order by asked_at desc, id limit :most")
                .param("person", person.value())
                .param("most", most)
                .query(JOB)
                .list();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from export_job where id = :id")
                .param("id", id)
                .query(JOB)
                .optional();
    }

    /** Begins an attempt; empty when the export has ended or nobody wants it any more. */
    @Transactional
    public Optional<Job> begin(UUID id) {
        return jdbc.sql("""
                        update export_job
                           set state = 'running', attempt = attempt + 1, rows_all = null, rows_done = 0
                         where id = :id and state in ('waiting', 'running') returning
                        """ + COLUMNS).param("id", id).query(JOB).optional();
    }

    /** Stores how far it is, whatever the caller's transaction; false when it was cancelled, or overtaken by another attempt. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean report(Job job, @Nullable Long all, long done) {
        return jdbc.sql("""
                        update export_job set rows_all = :all, rows_done = :done
                         where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("all", all)
                        .param("done", done)
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    /** Publishes the file; false when it was cancelled, or overtaken by another attempt. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean ready(Job job, long rows, long size, Visibility visible, Duration keep) {
        return jdbc.sql("""
                        update export_job
                           set state = 'ready', ended_at = :now, expires_at = :expires, rows_done = :rows, rows_all = :rows,
                               file_size = :size, visible = :visible
                         where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("now", now())
                        .param("expires", clock.instant().plus(keep).atOffset(ZoneOffset.UTC))
                        .param("rows", rows)
                        .param("size", size)
                        .param("visible", JSON.writeValueAsString(visible))
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean failed(Job job, String problem, @Nullable String whatToDo) {
        return jdbc.sql("""
                        update export_job set state = 'failed', ended_at = :now, problem = :problem, what_to_do = :whatToDo
                         where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("now", now())
                        .param("problem", problem)
                        .param("whatToDo", whatToDo)
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    /** Whoever runs it notices at the next report. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cancel(UUID id) {
        return jdbc.sql("""
                        update export_job set state = 'cancelled', ended_at = :now
                         where id = :id and state in ('waiting', 'running')
                        """).param("now", now()).param("id", id).update() == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(UUID id) {
        jdbc.sql("delete from export_job where id = :id and state not in ('waiting', 'running')")
                .param("id", id)
                .update();
    }

    /** Files whose time is over are said to be; their rows stay for a while, so that their owner sees what became of them. */
    @Transactional
    public void expire(Duration rowsStay) {
        jdbc.sql("update export_job set state = 'expired' where state = 'ready' and expires_at <= :now")
                .param("now", now())
                .update();
        jdbc.sql("delete from export_job where ended_at < :before")
                .param("before", clock.instant().minus(rowsStay).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Names of the files that belong to an export which is made or kept. */
    List<String> files() {
        return jdbc.sql("select id || '-' || attempt from export_job where state in ('running', 'ready')")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** The same of one person. */
    Set<String> files(PersonId person) {
        return jdbc.sql("""
                        select id || '-' || attempt from export_job
                         where person_id = :person and state in ('running', 'ready')
                        """)
                .param("person", person.value())
                .query((row, number) -> row.getString(1))
                .set();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Instant moment(OffsetDateTime at) {
        return at.toInstant();
    }

    private static @Nullable Instant optional(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
