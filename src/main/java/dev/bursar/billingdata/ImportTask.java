package dev.bursar.billingdata;

import dev.bursar.billingdata.ImportStore.Job;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.sync.BackgroundTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports what a person uploaded, as that person, whether their page is open or not. A killed one begins again; what it holds and
 * that it is done are stored in one transaction.
 */
@Component
@ConditionalOnWebApplication
class ImportTask implements BackgroundTask {
    static final String NAME = "import";
    private static final Logger log = LoggerFactory.getLogger(ImportTask.class);

    private final ImportStore jobs;
    private final Uploads uploads;
    private final ImportService imports;
    private final OnBehalf onBehalf;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ImportTask(
            ImportStore jobs,
            Uploads uploads,
            ImportService imports,
            OnBehalf onBehalf,
            Journal journal,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.uploads = uploads;
        this.imports = imports;
        this.onBehalf = onBehalf;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String id) {
        jobs.begin(UUID.fromString(id)).ifPresent(this::run);
    }

    private void run(Job job) {
        try {
            if (job.cancelAskedBy() == null) {
                onBehalf.call(job.person(), () -> take(job));
            } else {
                end(job, BillingDataAction.IMPORT_CANCELLED, Map.of(), jobs::cancelled);
            }
        } catch (ReadCancelled e) {
            goOnIfTheNodeStops(job, e);
            end(job, BillingDataAction.IMPORT_CANCELLED, Map.of(), jobs::cancelled);
        } catch (ChargeFileRefused e) {
            end(
                    job,
                    BillingDataAction.IMPORT_REFUSED,
                    Map.of("why", ImportReport.of(e)),
                    ended -> jobs.refused(ended, e));
        } catch (AccessDeniedException e) {
            failed(job, "You may not import costs any more.", "An admin can give you the role for it.");
        } catch (RuntimeException e) {
            goOnIfTheNodeStops(job, e);
            broken(job, e);
        }
        uploads.delete(job.stored());
    }

    private boolean take(Job job) {
        var files = job.files().stream()
                .map(file -> new ChargeFile(file.name(), uploads.path(file)))
                .toList();
        try {
            ImportService.Outcome outcome = imports.take(files, new Followed(job), done -> {
                if (!jobs.done(
                        job, new ImportState.Done(done.stored(), done.read().totals()))) {
                    throw new ReadCancelled();
                }
            });
            if (outcome instanceof ImportService.Outcome.Unchanged) {
                transaction.executeWithoutResult(status -> jobs.unchanged(job));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Then nothing is said of it: it begins again. */
    private void goOnIfTheNodeStops(Job job, RuntimeException problem) {
        if (Thread.interrupted()) {
            log.info("Import {} was interrupted; it begins again", job.id());
            jobs.waitAgain(job);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The import was interrupted", problem);
        }
    }

    private void broken(Job job, RuntimeException problem) {
        if (problem.getCause() instanceof NoSuchFileException) {
            log.warn("Import {}: its files are not in the data folder of this node", job.id());
            failed(
                    job,
                    "The uploaded files are not here any more.",
                    "Upload them again; where several nodes run, they need one data folder that they share.");
            return;
        }
        String reference = ReferenceCode.next();
        log.error("Import {} failed, reference {}", job.id(), reference, problem);
        failed(
                job,
                problem instanceof UncheckedIOException
                        ? "The files could not be read, or there was no room on the disk."
                        : "The import could not be finished.",
                "Import them once more. If it fails again, look up reference " + reference + " in the log.");
    }

    private void failed(Job job, String problem, String whatToDo) {
        end(
                job,
                BillingDataAction.IMPORT_FAILED,
                Map.of("problem", problem),
                ended -> jobs.failed(ended, problem, whatToDo));
    }

    private void end(Job job, JournalAction action, Map<String, String> facts, Predicate<Job> end) {
        transaction.executeWithoutResult(status -> {
            if (end.test(job)) {
                journal.recordAs(
                        job.actor(), action, UploadService.subject(job.id()), null, facts.isEmpty() ? null : facts);
            }
        });
    }

    /** Stores once a second how far it is, and learns as often whether it is still wanted. */
    private final class Followed implements ReadListener {
        private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

        private final Job job;
        private long reported = System.nanoTime() - PAUSE;
        private long asked = reported;
        private boolean wanted = true;

        Followed(Job job) {
            this.job = job;
        }

        @Override
        public synchronized void progress(ReadProgress progress) {
            long now = System.nanoTime();
            // nothing is read after the last line, but its sums take their time
            boolean last = progress.step() == ReadProgress.Step.HANDING_OVER && progress.rows() >= progress.ofRows();
            if (wanted && (last || now - reported >= PAUSE)) {
                reported = now;
                asked = now;
                wanted = jobs.report(job, progress);
            }
        }

        @Override
        public synchronized boolean cancelled() {
            long now = System.nanoTime();
            if (wanted && now - asked >= PAUSE) {
                asked = now;
                wanted = jobs.isWanted(job);
            }
            return !wanted;
        }
    }
}
