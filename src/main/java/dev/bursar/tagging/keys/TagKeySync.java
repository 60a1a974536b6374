package dev.bursar.tagging.keys;

import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.TagKeyWriting;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Reads which tag keys costs carry. Where Bursar may activate them it reads backfills too, confirms what was activated and isn't seen until
 * now, and has costs read again after a backfill.
 */
@Component
class TagKeySync implements SyncJob {
    static final String NAME = "tag-keys";
    private static final String COSTS = "costs";

    private final AwsConnection aws;
    private final TagKeyWriting writing;
    private final CostAllocationTags tags;
    private final BackfillStore backfills;
    private final AwsChanges changes;
    private final PayerPlace payer;
    private final AwsPrerequisite prerequisite;
    private final JobRequests jobs;
    private final Clock clock;

    TagKeySync(
            AwsConnection aws,
            TagKeyWriting writing,
            CostAllocationTags tags,
            BackfillStore backfills,
            AwsChanges changes,
            PayerPlace payer,
            AwsPrerequisite prerequisite,
            JobRequests jobs,
            Clock clock) {
        this.aws = aws;
        this.writing = writing;
        this.tags = tags;
        this.backfills = backfills;
        this.changes = changes;
        this.payer = payer;
        this.prerequisite = prerequisite;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read tag keys";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public List<String> after() {
        return List.of("breakdowns");
    }

    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing("Listing cost allocation tags"));
        List<TagKey> keys = aws.tagKeys(run.meter());
        Instant now = clock.instant();
        run.commit(() -> {
            tags.listed(keys);
            return keys.size();
        });
        WriteSettings settings = changes.settings(WriteKind.TAG_KEYS);
        if (!settings.enabled()) {
            return 0;
        }
        var seen = keys.stream()
                .collect(Collectors.toUnmodifiableMap(
                        TagKey::key,
                        key -> TagKeyItems.status(key.active()),
                        (one, other) -> one.equals(other) ? one : TagKeyItems.INACTIVE));
        run.commit(() -> changes.seen(WriteKind.TAG_KEYS, TagKeyItems.STATUS, seen));
        return payer.reading(settings)
                .map(place -> readBackfills(run, place, now))
                .orElse(0);
    }

    private int readBackfills(Run run, dev.bursar.setup.spi.Place place, Instant now) {
        run.report(run.progress().doing("Listing backfills"));
        List<Backfill> found;
        try {
            found = writing.backfills(place, run.meter());
        } catch (SourceProblem e) {
            run.problem(e);
            return 1;
        }
        run.commit(() -> {
            backfills.seen(found, now);
            if (backfills.takeEnded(now)) {
                jobs.add(COSTS);
            }
            return found.size();
        });
        return 0;
    }
}
