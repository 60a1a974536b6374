package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.Upload;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.setup.TeamKey;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkState;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes files from an admin's browser and imports them in the background; finance, admin and auditor see what came of it. */
@Service
@ConditionalOnWebApplication
@Transactional(readOnly = true)
public class UploadService {
    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_IMPORT = "hasRole('ADMIN')";
    private static final int LONGEST_NAME = 255;

    private final Uploads uploads;
    private final ImportStore jobs;
    private final DeliveredCosts costs;
    private final TeamKey teamKey;
    private final OwnershipRuleService rules;
    private final BackgroundWork work;
    private final Journal journal;
    private final Scope scope;

    UploadService(
            Uploads uploads,
            ImportStore jobs,
            DeliveredCosts costs,
            TeamKey teamKey,
            OwnershipRuleService rules,
            BackgroundWork work,
            Journal journal,
            Scope scope) {
        this.uploads = uploads;
        this.jobs = jobs;
        this.costs = costs;
        this.teamKey = teamKey;
        this.rules = rules;
        this.work = work;
        this.journal = journal;
        this.scope = scope;
    }

    /** What is to be done before imported costs have teams. */
    public enum NextStep {
        CHOOSE_KEY,
        MAKE_TEAMS,
        NOTHING
    }

    /**
     * As of now.
     *
     * @param run the import under way, else the last one
     * @param held what exports have stored, the latest billing period first
     */
    public record Imports(Optional<ImportRun> run, List<DeliveredCosts.Held> held, NextStep next) {
        public Imports {
            held = List.copyOf(held);
        }
    }

    @PreAuthorize(MAY_SEE)
    public Imports imports() {
        return new Imports(jobs.latest().map(ImportStore.Job::run), costs.held(), next());
    }

    private NextStep next() {
        return teamKey.key().isEmpty()
                ? NextStep.CHOOSE_KEY
                : rules.rules().all().isEmpty() ? NextStep.MAKE_TEAMS : NextStep.NOTHING;
    }

    /** Bytes that all uploads together may take. */
    @PreAuthorize(MAY_IMPORT)
    public long mostBytes() {
        return uploads.most();
    }

    /**
     * Takes a file to its end, on the calling thread.
     *
     * @param name as its owner calls it
     * @param size in bytes as it is announced; below 0 where it isn't
     * @param progress told now and then how many bytes there are
     * @throws UploadTooLarge where there is no room for it
     * @throws IOException when it breaks off; nothing is kept then
     */
    @PreAuthorize(MAY_IMPORT)
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Upload receive(String name, long size, InputStream bytes, LongConsumer progress) throws IOException {
        return uploads.receive(
                scope.actor().id(), name.substring(0, Math.min(name.length(), LONGEST_NAME)), size, bytes, progress);
    }

    /**
     * Has files imported in the background, as one delivery.
     *
     * @param files uploads of the person
     * @throws ImportInProgress while another import is; the files stay
     * @throws IllegalArgumentException when a file isn't there any more
     */
    @PreAuthorize(MAY_IMPORT)
    @Writes(Guard.CONSTRAINT)
    public UUID start(List<UUID> files) {
        Actor me = scope.actor();
        List<Uploads.Stored> stored = uploads.of(me.id(), files);
        if (stored.isEmpty()) {
            throw new IllegalArgumentException("Nothing to import");
        }
        UUID id = UUID.randomUUID();
        if (!jobs.add(id, me, stored)) {
            throw new ImportInProgress();
        }
        journal.record(
                BillingDataAction.IMPORT_STARTED,
                subject(id),
                null,
                Map.of("files", stored.stream().map(Uploads.Stored::name).toList()));
        uploads.handedOver(files);
        return id;
    }

    /** Ends an import, whoever began it; false when it has ended or is ending already. */
    @PreAuthorize(MAY_IMPORT)
    @Writes(Guard.CONDITION)
    public boolean cancel(UUID id) {
        Optional<Work> asked = work.cancel(id, scope.actor().name());
        asked.ifPresent(found -> {
            journal.record(BillingDataAction.IMPORT_CANCEL_ASKED, subject(id));
            if (found.state() == WorkState.CANCELLED) {
                jobs.find(id).ifPresent(job -> uploads.delete(job.stored()));
            }
        });
        return asked.isPresent();
    }

    static String subject(UUID id) {
        return "import:" + id;
    }
}
