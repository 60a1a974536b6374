package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.imports.ImportStore.Job;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.DiskFull;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.ReferenceCode;
import dev.bursar.sync.Problem.Said;
import dev.bursar.tasks.BackgroundTask;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
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
public class ImportTask implements BackgroundTask {
    static final String KIND = "import";
    private static final Logger log = LoggerFactory.getLogger(ImportTask.class);

    private final ImportStore jobs;
    private final BackgroundWork work;
    private final Uploads uploads;
    private final ImportService imports;
    private final OnBehalf onBehalf;
    private final Journal journal;
    private final TransactionTemplate transaction;

    ImportTask(
            ImportStore jobs,
            BackgroundWork work,
            Uploads uploads,
            ImportService imports,
            OnBehalf onBehalf,
            Journal journal,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.work = work;
        this.uploads = uploads;
        this.imports = imports;
        this.onBehalf = onBehalf;
        this.journal = journal;
        this.transaction = transaction;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Work claimed) {
        Job job = job(claimed);
        onBehalf.call(claimed.by().id(), () -> take(job));
        uploads.delete(job.stored());
    }

    @Override
    public void failed(Work claimed, Exception why) {
        boolean ended = switch (why) {
            case ReadCancelled e -> cancelled(claimed);
            case WorkCancelled e -> cancelled(claimed);
            case ChargeFileRefused e ->
                end(
                        claimed,
                        BillingDataAction.IMPORT_REFUSED,
                        Map.of("why", ImportReportText.of(e)),
                        () -> jobs.refused(claimed, e));
            case AccessDeniedException e -> failed(claimed, ImportFailure.Plain.NO_PERMISSION);
            default -> broken(claimed, why);
        };
        if (ended) {
            uploads.delete(job(claimed).stored());
        }
    }

    private Job job(Work claimed) {
        return jobs.find(claimed.id()).orElseThrow();
    }

    private boolean take(Job job) {
        Work claimed = job.work();
        var files = job.files().stream()
                .map(file -> new ChargeFile(file.name(), uploads.path(file)))
                .toList();
        try {
            ImportOutcome outcome = imports.take(
                    files,
                    new Followed(claimed),
                    done -> orCancelled(jobs.done(
                            claimed,
                            new ImportState.Done(done.stored(), done.read().totals()))));
            if (outcome instanceof ImportOutcome.Unchanged) {
                transaction.executeWithoutResult(status -> orCancelled(jobs.unchanged(claimed)));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void orCancelled(boolean ended) {
        if (!ended) {
            throw new WorkCancelled();
        }
    }

    private boolean broken(Work claimed, Exception problem) {
        if (problem.getCause() instanceof NoSuchFileException) {
            log.warn("Import {}: its files are not in the data folder of this node", claimed.id());
            return failed(claimed, ImportFailure.Plain.FILES_GONE);
        }
        String reference = ReferenceCode.next();
        log.error("Import {} failed, reference {}", claimed.id(), reference, problem);
        return failed(
                claimed,
                new ImportFailure.Broken(
                        DiskFull.in(problem).orElse(null), !(problem instanceof UncheckedIOException), reference));
    }

    private boolean cancelled(Work claimed) {
        return end(claimed, BillingDataAction.IMPORT_CANCELLED, Map.of(), () -> work.cancelled(claimed));
    }

    private boolean failed(Work claimed, ImportFailure failure) {
        Said said = failure.said();
        return end(
                claimed,
                BillingDataAction.IMPORT_FAILED,
                Map.of("problem", said.what()),
                () -> work.failed(claimed, said.what(), said.whatToDo()));
    }

    /** False when another node has it by now, and needs its files. */
    private boolean end(Work claimed, JournalAction action, Map<String, String> facts, BooleanSupplier end) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean ended = end.getAsBoolean();
            if (ended) {
                journal.recordAs(
                        claimed.by(),
                        action,
                        UploadService.subject(claimed.id()),
                        null,
                        facts.isEmpty() ? null : facts);
            }
            return ended;
        }));
    }

    /** Stores once a second how far it is, and learns as often whether it is still wanted. */
    private final class Followed implements ReadListener {
        private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

        private final Work claimed;
        private long reported = System.nanoTime() - PAUSE;
        private long asked = reported;
        private boolean wanted = true;

        Followed(Work claimed) {
            this.claimed = claimed;
        }

        @Override
        public synchronized void progress(ReadProgress progress) {
            long now = System.nanoTime();
            // nothing is read after the last line, but its sums take their time
            boolean last = progress.step() == ReadProgress.Step.HANDING_OVER && progress.rows() >= progress.ofRows();
            if (wanted && (last || now - reported >= PAUSE)) {
                reported = now;
                asked = now;
                wanted = jobs.report(claimed, progress);
            }
        }

        @Override
        public synchronized boolean cancelled() {
            long now = System.nanoTime();
            if (wanted && now - asked >= PAUSE) {
                asked = now;
                wanted = work.isWanted(claimed);
            }
            return !wanted;
        }
    }
}
