package dev.bursar.files;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Visibility;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores what was exported and the files of it; {@link BackgroundWork} says how each stands. */
@Component
class ExportStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RowMapper<Job> JOB = (row, number) -> new Job(
            Work.of(row),
            row.getString("source"),
            ExportFormat.valueOf(row.getString("format")),
            row.getString("question"),
            row.getString("title"),
            row.getString("file_name"),
            optional(row.getObject("expires_at", OffsetDateTime.class)),
            row.getLong("file_size"),
            row.getString("visible") == null ? null : JSON.readValue(row.getString("visible"), Visibility.class));
    private static final String SELECT = "select " + Work.COLUMNS + """
            , e.kind source, e.format, e.question, e.title, e.file_name, e.expires_at, e.file_size, e.visible
              from export_job e join background_work w on w.id = e.id
            """;
    /** Those of an attempt under way, and those that are kept. */
    private static final String FILES = """
            select w.id || '-' || w.fence from export_job e join background_work w on w.id = e.id
             where (w.state = 'running' and w.cancel_asked_by is null or w.state = 'done' and e.expires_at > :now)
            """;

    private final JdbcClient jdbc;
    private final BackgroundWork work;
    private final ExportSettings settings;
    private final Clock clock;

    ExportStore(JdbcClient jdbc, BackgroundWork work, ExportSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.settings = settings;
        this.clock = clock;
    }

    /** A stored export. */
    record Job(
            Work work,
            String source,
            ExportFormat format,
            String question,
            String title,
            String fileName,
            @Nullable Instant expires,
            long size,
            @Nullable Visibility visible) {
        UUID id() {
            return work.id();
        }

        PersonId person() {
            return work.by().id();
        }

        /** As the attempt that has claimed it knows it, whatever became of it since. */
        Job of(Work claimed) {
            return new Job(claimed, source, format, question, title, fileName, expires, size, visible);
        }

        String file() {
            return ExportStore.file(work);
        }

        /** As seen at a moment by a person who may see so much. */
        ExportState stateAt(Instant now, Visibility visibility) {
            if (work.cancelAskedBy() != null) {
                return new ExportState.Cancelled();
            }
            return switch (work.state()) {
                case WAITING -> new ExportState.Waiting();
                case RUNNING ->
                    new ExportState.Running(
                            work.done(), work.total() == null ? OptionalLong.empty() : OptionalLong.of(work.total()));
                case FAILED ->
                    new ExportState.Failed(
                            work.problem() == null ? "" : work.problem(), Optional.ofNullable(work.whatToDo()));
                case CANCELLED -> new ExportState.Cancelled();
                case DONE -> made(now, visibility);
            };
        }

        private ExportState made(Instant now, Visibility visibility) {
            Instant end = expires;
            if (end == null || visible == null) {
                throw new IllegalStateException("A file has an end");
            }
            if (!end.isAfter(now)) {
                return new ExportState.Expired(end);
            }
            return visibility.includes(visible)
                    ? new ExportState.Ready(work.done(), size, end)
                    : new ExportState.Withdrawn();
        }
    }

    /** The file of this attempt alone: one that was overtaken writes into its own. */
    static String file(Work work) {
        return work.id() + "-" + work.fence();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            UUID id, Actor by, String source, ExportFormat format, String question, String title, String fileName) {
        work.add(id, ExportTask.KIND, by, null);
        jdbc.sql("""
                        insert into export_job (id, kind, format, question, title, file_name)
                        values (:id, :source, :format, :question, :title, :fileName)
                        """)
                .param("id", id)
                .param("source", source)
                .param("format", format.name())
                .param("question", question)
                .param("title", title)
                .param("fileName", fileName)
                .update();
    }

    /** The person's exports under way, counted so that no two of their pages count at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int underWay(PersonId person) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('export_job'), :person)")
                .param("person", person.value())
                .query(row -> {});
        return jdbc.sql("""
                        select count(*) from background_work
                         where kind = :kind and person_id = :person and state in ('waiting', 'running') and cancel_asked_by is null
                        """)
                .param("kind", ExportTask.KIND)
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    List<Job> of(PersonId person, int most) {
        return jdbc.sql(SELECT + " where w.person_id = :person order by w.number desc limit :most")
                .param("person", person.value())
                .param("most", most)
                .query(JOB)
                .list();
    }

    Optional<Job> find(UUID id) {
        return jdbc.sql(SELECT + " where e.id = :id").param("id", id).query(JOB).optional();
    }

    /** Publishes the file; false when it was cancelled, or overtaken by another attempt. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean ready(Work claimed, long rows, long size, Visibility visible) {
        return work.done(claimed, rows)
                && jdbc.sql(
                                        "update export_job set expires_at = :expires, file_size = :size, visible = :visible where id = :id")
                                .param(
                                        "expires",
                                        clock.instant().plus(settings.keep()).atOffset(ZoneOffset.UTC))
                                .param("size", size)
                                .param("visible", JSON.writeValueAsString(visible))
                                .param("id", claimed.id())
                                .update()
                        == 1;
    }

    /** Rows stay for a while after their end, so that their owner sees what became of them. */
    void expire(Duration rowsStay) {
        work.forgetEndedBefore(ExportTask.KIND, clock.instant().minus(rowsStay));
    }

    /** Names of the files that belong to an export which is made or kept. */
    List<String> files() {
        return jdbc.sql(FILES)
                .param("now", now())
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** The same of one person. */
    Set<String> files(PersonId person) {
        return jdbc.sql(FILES + " and w.person_id = :person")
                .param("now", now())
                .param("person", person.value())
                .query((row, number) -> row.getString(1))
                .set();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant optional(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
