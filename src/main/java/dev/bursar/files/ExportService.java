package dev.bursar.files;

import dev.bursar.files.ExportSource.About;
import dev.bursar.files.ExportStore.Job;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.tasks.BackgroundWork;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts, lists, ends and hands out the exports of the person who acts; those of others are as if there were none. */
@Service
@Transactional(readOnly = true)
public class ExportService {
    /** What is larger, or takes longer, is made in the background. */
    public static final int MOST_ROWS_AT_ONCE = 50_000;

    public static final int MOST_UNDER_WAY = 5;
    private static final String MAY_EXPORT = "hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')";
    private static final int MOST_LISTED = 100;
    private static final int LONGEST_QUESTION = 1_000_000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ExportStore jobs;
    private final ExportSources sources;
    private final FileStore files;
    private final BackgroundWork work;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    ExportService(
            ExportStore jobs,
            ExportSources sources,
            FileStore files,
            BackgroundWork work,
            Scope scope,
            Journal journal,
            Clock clock) {
        this.jobs = jobs;
        this.sources = sources;
        this.files = files;
        this.work = work;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Has a file made in the background.
     *
     * @param question in the words of the kind's source, at most 1,000,000 characters
     * @param format one that the source offers
     * @throws TooManyExports when the person has {@link #MOST_UNDER_WAY} under way
     */
    @PreAuthorize(MAY_EXPORT)
    @Writes(Guard.ANY_ORDER)
    public UUID start(String kind, ExportFormat format, String question) {
        ExportSource source = source(kind);
        if (question.length() > LONGEST_QUESTION) {
            throw new IllegalArgumentException("What is exported takes at most 1,000,000 characters to say");
        }
        Actor me = scope.actor();
        if (jobs.underWay(me.id()) >= MOST_UNDER_WAY) {
            throw new TooManyExports();
        }
        About about = source.about(question);
        if (!source.formats(question).contains(format)) {
            throw new IllegalArgumentException(kind + " is not written as " + format);
        }
        UUID id = UUID.randomUUID();
        jobs.add(id, me, kind, format, question, about.title(), format.named(about.file()));
        journal.record(
                FilesAction.EXPORT_STARTED, subject(id), null, Map.of("title", about.title(), "format", format.name()));
        return id;
    }

    /** What can be exported under this kind. */
    @PreAuthorize(MAY_EXPORT)
    public ExportSource source(String kind) {
        return sources.find(kind).orElseThrow();
    }

    /** The person's exports, newest first, at most 100; those that have expired stay for a few days. */
    @PreAuthorize(MAY_EXPORT)
    public List<Export> mine() {
        Visibility visibility = scope.visibility();
        Instant now = clock.instant();
        return jobs.of(scope.actor().id(), MOST_LISTED).stream()
                .map(job -> new Export(
                        job.id(), job.title(), job.format(), job.work().asked(), job.stateAt(now, visibility)))
                .toList();
    }

    /** Stops an export that is under way; whatever else there is under this number stays as it is. */
    @PreAuthorize(MAY_EXPORT)
    @Writes(Guard.CONDITION)
    public void cancel(UUID id) {
        own(id.toString()).ifPresent(job -> {
            if (work.cancel(id, scope.actor().name()).isPresent()) {
                journal.record(FilesAction.EXPORT_CANCELLED, subject(id), Map.of("title", job.title()), null);
            }
        });
    }

    /** Forgets an export that has ended, and its file. */
    @PreAuthorize(MAY_EXPORT)
    @Writes(Guard.ANY_ORDER)
    public void delete(UUID id) {
        own(id.toString()).ifPresent(job -> {
            work.forget(id);
            journal.record(FilesAction.EXPORT_DELETED, subject(id), Map.of("title", job.title()), null);
            try {
                files.delete(job.file());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** A file to be handed out; close its bytes. */
    public record Download(String fileName, ExportFormat format, long size, InputStream bytes) {}

    /**
     * The person's own file as long as it is kept and they may still see all that it holds; else empty, whatever the reason.
     * Asking for what is another's or no export at all is recorded as a denial.
     *
     * @param id as it came in an address
     */
    @PreAuthorize(MAY_EXPORT)
    @Writes(Guard.ANY_ORDER)
    public Optional<Download> open(String id) {
        Optional<Job> mine = own(id);
        if (mine.isEmpty()) {
            return Optional.empty();
        }
        Job job = mine.get();
        ExportState state = job.stateAt(clock.instant(), scope.visibility());
        if (state instanceof ExportState.Withdrawn) {
            journal.denied(CommonAction.DENIED, subject(job.id()));
            return Optional.empty();
        }
        if (!(state instanceof ExportState.Ready ready)) {
            return Optional.empty();
        }
        source(job.source()).about(job.question());
        try {
            Optional<InputStream> bytes = files.open(job.file());
            if (bytes.isPresent()) {
                journal.record(FilesAction.EXPORT_FETCHED, subject(job.id()));
            }
            return bytes.map(found -> new Download(job.fileName(), job.format(), ready.size(), found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Job> own(String id) {
        Optional<Job> job = ID.matcher(id).matches() ? jobs.find(UUID.fromString(id)) : Optional.empty();
        Optional<Job> mine =
                job.filter(found -> found.person().equals(scope.actor().id()));
        if (mine.isEmpty()) {
            journal.denied(CommonAction.DENIED, "export:" + id);
        }
        return mine;
    }

    static String subject(UUID id) {
        return "export:" + id;
    }
}
