package dev.bursar.tagging.keys;

import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.Fixing;
import dev.bursar.changes.write.ItemDraft;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.TeamKey;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.JobRequests;
import dev.bursar.tagging.spi.Backfill;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Which tag keys AWS's costs carry and which they could: finance, admins and auditors see it, admins have keys activated. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class TagKeyService {
    private static final String ADMIN = "hasRole('ADMIN')";

    private final CostAllocationTags tags;
    private final TeamKey teamKey;
    private final KeyUses uses;
    private final BackfillStore backfills;
    private final AwsChanges changes;
    private final PayerPlace payer;
    private final JobRequests jobs;
    private final Scope scope;

    TagKeyService(
            CostAllocationTags tags,
            TeamKey teamKey,
            KeyUses uses,
            BackfillStore backfills,
            AwsChanges changes,
            PayerPlace payer,
            JobRequests jobs,
            Scope scope) {
        this.tags = tags;
        this.teamKey = teamKey;
        this.uses = uses;
        this.backfills = backfills;
        this.changes = changes;
        this.payer = payer;
        this.jobs = jobs;
        this.scope = scope;
    }

    /**
     * A cost allocation tag as AWS lists it, or a caller's key that charges carry and AWS doesn't list.
     *
     * @param listing how AWS lists it
     * @param teams whether its values name teams
     * @param twins other listed keys that differ by case only
     * @param use what carries it; null where no resource is known to
     * @param change the open change that it is in; null where in none
     */
    public record Row(
            TagKey key,
            Listing listing,
            boolean teams,
            List<String> twins,
            @Nullable KeyUse use,
            @Nullable Fixing change) {
        public Row {
            twins = List.copyOf(twins);
        }

        public boolean mayBeActivated() {
            return listing.listed() && !key.active() && change == null;
        }
    }

    /** How AWS lists a key. */
    public enum Listing {
        ONCE,
        /** Two of the same name: AWS doesn't say which is of resources and which of callers. */
        TWICE,
        /** Not at all: charges carry it. */
        NOT,
        /** Not at all, but a key of the name that it has without its prefix. */
        NOT_WITH_PREFIX;

        public boolean listed() {
            return this == ONCE || this == TWICE;
        }
    }

    /**
     * What is known; AWS is asked nothing.
     *
     * @param enabled whether keys are activated by Bursar
     * @param listedAt when AWS listed the keys last; null before
     * @param backfills those that AWS listed, the newest first
     * @param backfill the open change that asks for one; null where none does
     */
    public record Page(
            boolean enabled,
            boolean admin,
            @Nullable Instant listedAt,
            List<Row> rows,
            List<Backfill> backfills,
            @Nullable Fixing backfill) {
        public Page {
            rows = List.copyOf(rows);
            backfills = List.copyOf(backfills);
        }
    }

    public Page page() {
        Map<String, Fixing> open = changes.open(WriteKind.TAG_KEYS);
        return new Page(
                changes.settings(WriteKind.TAG_KEYS).enabled(),
                scope.has(Role.ADMIN),
                tags.listedAt().orElse(null),
                rows(open),
                backfills.all(),
                open.get(TagKeyItems.BACKFILL));
    }

    private List<Row> rows(Map<String, Fixing> open) {
        Map<String, KeyUse> used = uses.all();
        List<TagKey> all = tags.all();
        Set<String> teams =
                teamKey.keys().keys().stream().map(TeamKeys.Key::key).collect(Collectors.toSet());
        Map<String, Long> names = all.stream().collect(Collectors.groupingBy(TagKey::key, Collectors.counting()));
        Map<String, List<String>> alike =
                all.stream().map(TagKey::key).collect(Collectors.groupingBy(key -> key.toLowerCase(Locale.ROOT)));
        Stream<Row> listed = all.stream()
                .map(key -> new Row(
                        key,
                        names.getOrDefault(key.key(), 1L) > 1 ? Listing.TWICE : Listing.ONCE,
                        teams.contains(key.key()),
                        alike.getOrDefault(key.key().toLowerCase(Locale.ROOT), List.of()).stream()
                                .filter(other -> !other.equals(key.key()))
                                .toList(),
                        used.get(key.key()),
                        open.get(key.key())));
        if (all.isEmpty()) {
            return listed.toList();
        }
        Stream<Row> carried = uses.ofCallers().stream()
                .filter(key -> !names.containsKey(key) && !names.containsKey("user:" + key))
                .map(key -> new Row(
                        new TagKey(key, true, true, null, null),
                        names.containsKey(key.substring(key.indexOf('/') + 1)) ? Listing.NOT_WITH_PREFIX : Listing.NOT,
                        teams.contains(key),
                        List.of(),
                        null,
                        null));
        return Stream.concat(listed, carried).toList();
    }

    /**
     * Proposes to activate some keys; those that aren't listed as inactive are left out.
     *
     * @return the change's number
     * @throws AwsChangeRefused where it can't be
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public long activate(Collection<String> keys, String reason) {
        Map<String, KeyUse> used = uses.all();
        Optional<String> account = payer.account();
        List<ItemDraft> items = tags.all().stream()
                .filter(key -> !key.active() && keys.contains(key.key()))
                .map(TagKey::key)
                .distinct()
                .flatMap(key -> account.stream()
                        .map(payer -> TagKeyItems.activation(
                                payer, key, Objects.requireNonNullElse(used.get(key), KeyUse.NONE))))
                .toList();
        return changes.propose(WriteKind.TAG_KEYS, reason, items);
    }

    /** Has AWS asked soon how keys and backfills stand. */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize(ADMIN)
    public void readNow() {
        jobs.add(TagKeySync.NAME);
    }
}
