package dev.bursar.chargeback.documents;

import dev.bursar.chargeback.documents.DocumentMerge.Changes;
import dev.bursar.chargeback.documents.text.StepText;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.spi.AwsDocuments;
import dev.bursar.chargeback.spi.InvoiceSummary;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.daily.DailyReadings;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Reads AWS's invoices and credit memos. Each run asks for this month and the thirteen before, which AWS may still correct, one free
 * request a month; for older months with costs once.
 */
@Component
class DocumentSync implements SyncJob {
    static final String NAME = "documents";
    private static final int MONTHS_THAT_CHANGE = 13;
    private static final int MOST_MONTHS = 120;

    private final AwsDocuments source;
    private final DocumentMerge documents;
    private final ReadMonths readMonths;
    private final DailyReadings readings;
    private final CostAnswers costs;
    private final AwsPrerequisite prerequisite;
    private final Journal journal;
    private final Seals seals;
    private final Clock clock;

    DocumentSync(
            AwsDocuments source,
            DocumentMerge documents,
            ReadMonths readMonths,
            DailyReadings readings,
            CostAnswers costs,
            AwsPrerequisite prerequisite,
            Journal journal,
            Seals seals,
            Clock clock) {
        this.source = source;
        this.documents = documents;
        this.readMonths = readMonths;
        this.readings = readings;
        this.costs = costs;
        this.prerequisite = prerequisite;
        this.journal = journal;
        this.seals = seals;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read AWS documents";
    }

    @Override
    public int everyHours() {
        return 24;
    }

    @Override
    public List<String> after() {
        return List.of("aws-budgets");
    }

    /** A portal that lives on files asks AWS nothing, neither for accounts nor for documents. */
    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        List<YearMonth> months = months();
        var read = new ArrayList<YearMonth>();
        var found = new ArrayList<InvoiceSummary>();
        int failed = 0;
        for (YearMonth month : months) {
            run.report(
                    run.progress().doing(StepText.listingDocuments(month)).steps(read.size() + failed, months.size()));
            try {
                found.addAll(source.of(month, run.meter()));
                read.add(month);
            } catch (SourceProblem e) {
                switch (e.kind()) {
                    // what is wrong with one month's list need not be with another's
                    case BAD_ANSWER -> {
                        run.problem(e);
                        failed++;
                    }
                    case ACCESS_DENIED -> {
                        return refused(run, e);
                    }
                    case CREDENTIALS, LIMITED, UNAVAILABLE, BAD_QUESTION, SETTINGS, OFF -> throw e;
                }
            }
        }
        if (!read.isEmpty()) {
            run.commit(() -> {
                Changes changes = documents.merge(found, read, clock.instant());
                readMonths.read(read, clock.instant());
                readings.read(NAME, clock.instant());
                if (changes.any()) {
                    Map<String, Object> after = changes.fields();
                    after.put(Seals.FIELD, seals.of(Sealed.DOCUMENT, changes.documents()));
                    journal.record(DocumentAction.DOCUMENTS_READ, "job:" + NAME, null, after);
                }
                return changes;
            });
        }
        return failed;
    }

    /** What was read before the refusal is not kept: a list that ends anywhere says nothing of what is gone. */
    private int refused(Run run, SourceProblem problem) {
        run.commit(() -> {
            readings.refused(NAME, problem, clock.instant());
            return 0;
        });
        run.problem(problem);
        return 1;
    }

    /** The oldest first. */
    private List<YearMonth> months() {
        YearMonth present = YearMonth.now(clock.withZone(ZoneOffset.UTC));
        YearMonth changing = present.minusMonths(MONTHS_THAT_CHANGE);
        Set<YearMonth> known = readMonths.months();
        var months = new ArrayList<YearMonth>();
        costs.extent(Visibility.EVERYTHING).ifPresent(days -> {
            YearMonth first = YearMonth.from(days.from());
            YearMonth oldest = changing.minusMonths(MOST_MONTHS);
            for (YearMonth month = first.isBefore(oldest) ? oldest : first;
                    month.isBefore(changing);
                    month = month.plusMonths(1)) {
                if (!known.contains(month)) {
                    months.add(month);
                }
            }
        });
        for (YearMonth month = changing; !month.isAfter(present); month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }
}
