package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.kernel.Actor;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Stores what was uploaded and what came of it; {@link BackgroundWork} says how each stands, and lets one at a time be under way. */
@Component
public class ImportStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SELECT = "select " + Work.COLUMNS + """
            , i.files, i.outcome, i.result, i.file, i.file_row, i.file_column
              from cost_import i join background_work w on w.id = i.id
            """;
    private static final RowMapper<Job> JOB = (row, number) -> {
        Work work = Work.of(row);
        var files = List.of(JSON.readValue(row.getString("files"), Uploads.Stored[].class));
        var run = new ImportRun(
                work.id(),
                work.by().name(),
                work.asked(),
                Optional.ofNullable(work.ended()),
                files.stream().map(Uploads.Stored::name).toList(),
                files.stream().mapToLong(Uploads.Stored::bytes).sum(),
                state(work, row));
        return new Job(work, run, files);
    };

    private final JdbcClient jdbc;
    private final BackgroundWork work;

    ImportStore(JdbcClient jdbc, BackgroundWork work) {
        this.jdbc = jdbc;
        this.work = work;
    }

    /** A stored import. */
    public record Job(Work work, ImportRun run, List<Uploads.Stored> files) {
        UUID id() {
            return work.id();
        }

        List<String> stored() {
            return files.stream().map(Uploads.Stored::stored).toList();
        }
    }

    /** How far the reading is, beside its lines. */
    private record Detail(ReadProgress.Step step, int files, int ofFiles, long charges) {}

    private static ImportState state(Work work, ResultSet row) throws SQLException {
        return switch (work.state()) {
            case WAITING -> new ImportState.Waiting(work.fence() > 0);
            case RUNNING ->
                new ImportState.Running(
                        Objects.requireNonNull(work.started()), progress(work), work.cancelAskedBy() != null);
            case DONE ->
                "unchanged".equals(row.getString("outcome"))
                        ? new ImportState.Unchanged()
                        : JSON.readValue(row.getString("result"), ImportState.Done.class);
            case FAILED -> {
                String problem = Objects.requireNonNullElse(work.problem(), "");
                String whatToDo = Objects.requireNonNullElse(work.whatToDo(), "");
                yield "refused".equals(row.getString("outcome"))
                        ? new ImportState.Refused(
                                row.getString("file"),
                                row.getObject("file_row", Long.class),
                                row.getString("file_column"),
                                problem,
                                whatToDo)
                        : new ImportState.Failed(problem, whatToDo);
            }
            case CANCELLED -> new ImportState.Cancelled(Objects.requireNonNullElse(work.cancelAskedBy(), ""));
        };
    }

    private static Optional<ReadProgress> progress(Work work) {
        return Optional.ofNullable(work.detail())
                .map(detail -> JSON.readValue(detail, Detail.class))
                .map(detail -> new ReadProgress(
                        detail.step(),
                        detail.files(),
                        detail.ofFiles(),
                        work.done(),
                        Objects.requireNonNullElse(work.total(), 0L),
                        detail.charges()));
    }

    /** False where another one is under way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean add(UUID id, Actor by, List<Uploads.Stored> files) {
        return work.add(id, ImportTask.KIND, by, ImportTask.KIND)
                && jdbc.sql("insert into cost_import (id, files) values (:id, :files)")
                                .param("id", id)
                                .param("files", JSON.writeValueAsString(files))
                                .update()
                        == 1;
    }

    /** The one under way, else the last one. */
    Optional<Job> latest() {
        return jdbc.sql(SELECT + " order by w.ended_at is null desc, w.number desc limit 1")
                .query(JOB)
                .optional();
    }

    Optional<Job> find(UUID id) {
        return find(List.of(id)).stream().findFirst();
    }

    List<Job> find(List<UUID> ids) {
        return jdbc.sql(SELECT + " where i.id = any(:ids) order by w.number")
                .param("ids", ids.toArray(UUID[]::new))
                .query(JOB)
                .list();
    }

    /** Stores how far it is, whatever the caller's transaction; false when it shall end, or was overtaken. */
    boolean report(Work claimed, ReadProgress now) {
        var detail = new Detail(now.step(), now.files(), now.ofFiles(), now.charges());
        return work.report(claimed, now.rows(), now.ofRows(), JSON.writeValueAsString(detail));
    }

    /** In the transaction that stores what it holds; false when it shall end, or was overtaken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean done(Work claimed, ImportState.Done result) {
        return work.done(claimed, result.stored().lines())
                && came(claimed, "stored", JSON.writeValueAsString(result), null, null, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean unchanged(Work claimed) {
        return work.done(claimed, 0) && came(claimed, "unchanged", null, null, null, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public boolean refused(Work claimed, ChargeFileRefused why) {
        return work.failed(claimed, why.what(), why.whatToDo())
                && came(claimed, "refused", null, why.file(), why.row(), why.column());
    }

    private boolean came(
            Work claimed,
            String outcome,
            @Nullable String result,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column) {
        return jdbc.sql("""
                        update cost_import
                           set outcome = :outcome, result = :result, file = :file, file_row = :row, file_column = :column
                         where id = :id
                        """)
                        .param("outcome", outcome)
                        .param("result", result)
                        .param("file", file)
                        .param("row", row)
                        .param("column", column)
                        .param("id", claimed.id())
                        .update()
                == 1;
    }

    /** Where the files lie that imports wait for or read. */
    public List<String> files() {
        return jdbc
                .sql("""
                        select i.files from cost_import i join background_work w on w.id = i.id
                         where w.state in ('waiting', 'running')
                        """)
                .query((row, number) -> JSON.readValue(row.getString("files"), Uploads.Stored[].class))
                .list()
                .stream()
                .flatMap(Arrays::stream)
                .map(Uploads.Stored::stored)
                .toList();
    }
}
