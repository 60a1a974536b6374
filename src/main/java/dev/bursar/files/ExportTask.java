package dev.bursar.files;

import dev.bursar.files.ExportStore.Job;
import dev.bursar.files.FileStoreFull.Limit;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.SourceProblem;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the file that a person asked for, as that person. A killed one begins again with a file of its own; only the latest
 * attempt can publish.
 */
@Component
class ExportTask implements BackgroundTask {
    static final String KIND = "export";
    private static final Logger log = LoggerFactory.getLogger(ExportTask.class);
    private static final int LEAST_BETWEEN_REPORTS = 5_000;
    private static final int MOST_REPORTS = 50;

    private final ExportStore jobs;
    private final BackgroundWork work;
    private final ExportSources sources;
    private final FileStore files;
    private final OnBehalf onBehalf;
    private final Scope scope;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ExportTask(
            ExportStore jobs,
            BackgroundWork work,
            ExportSources sources,
            FileStore files,
            OnBehalf onBehalf,
            Scope scope,
            Journal journal,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.work = work;
        this.sources = sources;
        this.files = files;
        this.onBehalf = onBehalf;
        this.scope = scope;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Work claimed) throws IOException {
        Job job = jobs.find(claimed.id()).orElseThrow(WorkCancelled::new).of(claimed);
        forgetAttemptsBefore(job);
        boolean published = onBehalf.call(job.person(), () -> make(job));
        if (!published) {
            throw new WorkCancelled();
        }
    }

    @Override
    public void failed(Work claimed, Exception why) {
        discard(claimed);
        switch (why) {
            case WorkCancelled e -> transaction.executeWithoutResult(status -> work.cancelled(claimed));
            case AccessDeniedException e -> failed(claimed, ExportFailure.Plain.NO_ACCESS.said());
            case SourceProblem e -> failed(claimed, e.said());
            case RightsChanged e -> failed(claimed, ExportFailure.Plain.ACCESS_CHANGED.said());
            default -> full(why).ifPresentOrElse(full -> noRoom(claimed, full.limit()), () -> broken(claimed, why));
        }
    }

    private void forgetAttemptsBefore(Job job) throws IOException {
        for (String name : files.names()) {
            if (name.startsWith(job.id() + "-")) {
                files.delete(name);
            }
        }
    }

    /** Whether the file was made and published. */
    private boolean make(Job job) {
        Visibility visible = scope.visibility();
        var progress = new Reports(job);
        try (OutputStream out = files.create(job.file(), () -> jobs.files(job.person()))) {
            ExportSource source = sources.find(job.source())
                    .orElseThrow(() -> new IllegalStateException("Nothing exports " + job.source()));
            source.answer(job.question(), job.format()).write(out, progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!scope.visibility().equals(visible)) {
            throw new RightsChanged();
        }
        long size;
        try {
            size = files.size(job.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean published = jobs.ready(job.work(), progress.done, size, visible);
            if (published) {
                journal.record(
                        FilesAction.EXPORT_MADE,
                        ExportService.subject(job.id()),
                        null,
                        Map.of("title", job.title(), "rows", progress.done, "bytes", size));
            }
            return published;
        }));
    }

    private static Optional<FileStoreFull> full(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileStoreFull full) {
                return Optional.of(full);
            }
        }
        return Optional.empty();
    }

    private void noRoom(Work claimed, Limit limit) {
        log.warn("There is no room for export {}: {}", claimed.id(), limit);
        failed(claimed, new ExportFailure.NoRoom(limit).said());
    }

    private void broken(Work claimed, Exception problem) {
        String reference = ReferenceCode.next();
        log.error("Export {} failed, reference {}", claimed.id(), reference, problem);
        failed(claimed, new ExportFailure.Broken(reference).said());
    }

    private void failed(Work claimed, Said said) {
        transaction.executeWithoutResult(status -> {
            if (work.failed(claimed, said.what(), said.whatToDo())) {
                String title = jobs.find(claimed.id()).orElseThrow().title();
                journal.recordAs(
                        Actor.SYSTEM,
                        FilesAction.EXPORT_FAILED,
                        ExportService.subject(claimed.id()),
                        null,
                        Map.of("title", title, "person", claimed.by().id().value(), "problem", said.what()));
            }
        });
    }

    private void discard(Work claimed) {
        try {
            files.delete(ExportStore.file(claimed));
        } catch (IOException e) {
            log.warn("A file of export {} could not be deleted; it is tried again later", claimed.id(), e);
        }
    }

    /** Stores from time to time how far it is, and learns whether it is still wanted. */
    private final class Reports implements ExportSource.Progress {
        private final Job job;
        private @Nullable Long all;
        private long done;
        private long between = LEAST_BETWEEN_REPORTS;
        private long next = LEAST_BETWEEN_REPORTS;

        Reports(Job job) {
            this.job = job;
        }

        @Override
        public void all(long rows) {
            all = rows;
            between = Math.max(LEAST_BETWEEN_REPORTS, rows / MOST_REPORTS);
            next = done + between;
            report();
        }

        @Override
        public void row() {
            done++;
            if (done >= next) {
                next += between;
                report();
            }
        }

        private void report() {
            if (!work.report(job.work(), done, all, null)) {
                throw new WorkCancelled();
            }
        }
    }

    private static final class RightsChanged extends RuntimeException {}
}
