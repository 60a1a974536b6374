package dev.bursar.billingdata;

import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores imports of uploaded files and how they stand; one at a time is under way. */
@Component
class ImportStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = """
            id, person_id, person, files, state, attempt, asked_at, started_at, ended_at, cancel_asked_by, progress, result,
            file, file_row, file_column, problem, what_to_do
            """;
    private static final RowMapper<Job> JOB = (row, number) -> {
        UUID id = row.getObject("id", UUID.class);
        var files = List.of(JSON.readValue(row.getString("files"), Uploads.Stored[].class));
        Instant ended = moment(row.getObject("ended_at", OffsetDateTime.class));
        String by = row.getString("cancel_asked_by");
        String progress = row.getString("progress");
        ImportState state = switch (row.getString("state")) {
            case "waiting" -> new ImportState.Waiting(row.getInt("attempt") > 0);
            case "running" ->
                new ImportState.Running(
                        Objects.requireNonNull(moment(row.getObject("started_at", OffsetDateTime.class))),
                        progress == null ? Optional.empty() : Optional.of(JSON.readValue(progress, ReadProgress.class)),
                        by != null);
            case "done" -> JSON.readValue(row.getString("result"), ImportState.Done.class);
            case "unchanged" -> new ImportState.Unchanged();
            case "refused" ->
                new ImportState.Refused(
                        row.getString("file"),
                        row.getObject("file_row", Long.class),
                        row.getString("file_column"),
                        row.getString("problem"),
                        row.getString("what_to_do"));
            case "failed" -> new ImportState.Failed(row.getString("problem"), row.getString("what_to_do"));
            default -> new ImportState.Cancelled(by == null ? "" : by);
        };
        var run = new ImportRun(
                id,
                row.getString("person"),
                Objects.requireNonNull(moment(row.getObject("asked_at", OffsetDateTime.class))),
                Optional.ofNullable(ended),
                files.stream().map(Uploads.Stored::name).toList(),
                files.stream().mapToLong(Uploads.Stored::bytes).sum(),
                state);
        return new Job(run, new PersonId(row.getInt("person_id")), files, row.getInt("attempt"), by);
    };

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A stored import.
     *
     * @param cancelAskedBy null while nobody wants it to end
     */
    record Job(
            ImportRun run,
            PersonId person,
            List<Uploads.Stored> files,
            int attempt,
            @Nullable String cancelAskedBy) {
        UUID id() {
            return run.id();
        }

        Actor actor() {
            return new Actor(person, run.by());
        }

        List<String> stored() {
            return files.stream().map(Uploads.Stored::stored).toList();
        }
    }

    /** False where another one is under way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(UUID id, Actor by, List<Uploads.Stored> files) {
        return jdbc.sql("""
                        insert into cost_import (id, person_id, person, files, asked_at)
                        values (:id, :person, :name, :files, :now) on conflict do nothing
                        """)
                        .param("id", id)
                        .param("person", by.id().value())
                        .param("name", by.name())
                        .param("files", JSON.writeValueAsString(files))
                        .param("now", now())
                        .update()
                == 1;
    }

    /** The one under way, else the last one. */
    Optional<Job> latest() {
        return jdbc.sql("select " + COLUMNS + " from cost_import order by ended_at is null desc, number desc limit 1")
                .query(JOB)
                .optional();
    }

    List<UUID> underWay() {
        return jdbc.sql("select id from cost_import where state in ('waiting', 'running') order by number")
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
    }

    List<Job> find(List<UUID> ids) {
        return jdbc.sql("select " + COLUMNS + " from cost_import where id = any(:ids) order by number")
                .param("ids", ids.toArray(UUID[]::new))
                .query(JOB)
                .list();
    }

    /** Begins an attempt; empty when it has ended. */
    @Transactional
    public Optional<Job> begin(UUID id) {
        return jdbc.sql("""
                        update cost_import
                           set state = 'running', attempt = attempt + 1, started_at = :now, progress = null
                         where id = :id and state in ('waiting', 'running') returning
                        """ + COLUMNS)
                .param("now", now())
                .param("id", id)
                .query(JOB)
                .optional();
    }

    /** Stores how far it is, whatever the caller's transaction; false when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean report(Job job, ReadProgress progress) {
        return jdbc.sql("""
                        update cost_import set progress = :progress
                         where id = :id and attempt = :attempt and state = 'running' and cancel_asked_by is null
                        """)
                        .param("progress", JSON.writeValueAsString(progress))
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    /** False when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public boolean isWanted(Job job) {
        return jdbc.sql("""
                        select exists (select from cost_import where id = :id and attempt = :attempt and state = 'running'
                                          and cancel_asked_by is null)
                        """)
                .param("id", job.id())
                .param("attempt", job.attempt())
                .query(Boolean.class)
                .single();
    }

    /** In the transaction that stores what it holds; false when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean done(Job job, ImportState.Done result) {
        return jdbc.sql("""
                        update cost_import set state = 'done', ended_at = :now, result = :result
                         where id = :id and attempt = :attempt and state = 'running' and cancel_asked_by is null
                        """)
                        .param("now", now())
                        .param("result", JSON.writeValueAsString(result))
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean unchanged(Job job) {
        return ended(job, "unchanged", null, null, null, null, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean refused(Job job, ChargeFileRefused why) {
        return ended(job, "refused", why.file(), why.row(), why.column(), why.what(), why.whatToDo());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean failed(Job job, String problem, String whatToDo) {
        return ended(job, "failed", null, null, null, problem, whatToDo);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cancelled(Job job) {
        return ended(job, "cancelled", null, null, null, null, null);
    }

    private boolean ended(
            Job job,
            String state,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            @Nullable String problem,
            @Nullable String whatToDo) {
        return jdbc.sql("""
                        update cost_import
                           set state = :state, ended_at = :now, file = :file, file_row = :row, file_column = :column,
                               problem = :problem, what_to_do = :whatToDo
                         where id = :id and attempt = :attempt and state = 'running'
                        """)
                        .param("state", state)
                        .param("now", now())
                        .param("file", file)
                        .param("row", row)
                        .param("column", column)
                        .param("problem", problem)
                        .param("whatToDo", whatToDo)
                        .param("id", job.id())
                        .param("attempt", job.attempt())
                        .update()
                == 1;
    }

    /** Its node stops: it begins again, on this one or another. */
    @Transactional
    public void waitAgain(Job job) {
        jdbc.sql("""
                        update cost_import set state = 'waiting', progress = null
                         where id = :id and attempt = :attempt and state = 'running'
                        """).param("id", job.id()).param("attempt", job.attempt()).update();
    }

    /** Whoever runs it notices within a second; what hasn't begun ends at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Job> cancel(UUID id, String by) {
        return jdbc.sql("""
                        update cost_import
                           set cancel_asked_by = :by, state = case state when 'waiting' then 'cancelled' else state end,
                               ended_at = case state when 'waiting' then cast(:now as timestamptz) end
                         where id = :id and state in ('waiting', 'running') and cancel_asked_by is null returning
                        """ + COLUMNS)
                .param("by", by)
                .param("now", now())
                .param("id", id)
                .query(JOB)
                .optional();
    }

    /** Where the files lie that imports wait for or read. */
    List<String> files() {
        return jdbc
                .sql("select files from cost_import where state in ('waiting', 'running')")
                .query((row, number) -> JSON.readValue(row.getString("files"), Uploads.Stored[].class))
                .list()
                .stream()
                .flatMap(Arrays::stream)
                .map(Uploads.Stored::stored)
                .toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
