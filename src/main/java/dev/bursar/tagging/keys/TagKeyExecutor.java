package dev.bursar.tagging.keys;

import dev.bursar.changes.write.ChangeExecutor;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.RequestMeter;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.TagKeyWriting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Activates tag keys and asks for backfills, for changes. */
@Component
class TagKeyExecutor implements ChangeExecutor {
    private static final List<String> ACTIONS = List.of(
            "ce:ListCostAllocationTags",
            "ce:UpdateCostAllocationTagsStatus",
            "ce:ListCostAllocationTagBackfillHistory",
            "ce:StartCostAllocationTagBackfill");
    private static final String LIMIT = "LimitExceededException";

    private final TagKeyWriting writing;
    private final PayerPlace payer;
    private final JobRequests jobs;
    private final Clock clock;

    TagKeyExecutor(TagKeyWriting writing, PayerPlace payer, JobRequests jobs, Clock clock) {
        this.writing = writing;
        this.payer = payer;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public WriteKind kind() {
        return WriteKind.TAG_KEYS;
    }

    @Override
    public List<String> actions(WriteSettings settings) {
        return ACTIONS;
    }

    @Override
    public String sessionPolicy() {
        return ACTIONS.stream()
                .map(action -> "\"" + action + "\"")
                .collect(Collectors.joining(
                        ",",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":[",
                        "]}]}"));
    }

    private static boolean isBackfill(ChangeItem item) {
        return item.part().equals(TagKeyItems.BACKFILL);
    }

    /** Of a key its status; of backfills the month of the one that was asked for within a day. */
    @Override
    public Map<Integer, Present> present(Place place, List<ChangeItem> items, RequestMeter meter) {
        Map<Integer, Present> present = new HashMap<>();
        List<String> keys = items.stream()
                .filter(item -> !isBackfill(item))
                .map(ChangeItem::subject)
                .distinct()
                .toList();
        Map<String, Boolean> active = keys.isEmpty() ? Map.of() : writing.active(place, keys, meter);
        List<Backfill> backfills =
                items.stream().anyMatch(TagKeyExecutor::isBackfill) ? writing.backfills(place, meter) : List.of();
        for (ChangeItem item : items) {
            if (isBackfill(item)) {
                present.put(item.number(), new Present.Value(latest(backfills, clock.instant())));
            } else {
                @Nullable Boolean now = active.get(item.subject());
                present.put(
                        item.number(), now == null ? new Present.Gone() : new Present.Value(TagKeyItems.status(now)));
            }
        }
        return present;
    }

    static @Nullable String latest(List<Backfill> backfills, Instant now) {
        return backfills.stream()
                .filter(one -> one.status() == Backfill.Status.PROCESSING
                        || now.isBefore(one.requested().plus(BackfillRules.BETWEEN)))
                .findFirst()
                .map(one -> YearMonth.from(one.from()).toString())
                .orElse(null);
    }

    /** What the payer, the listed keys or AWS's rules no longer allow; a backfill can't be brought back. */
    @Override
    public Set<Integer> notAllowed(List<ChangeItem> items, WriteSettings settings, boolean undoing) {
        String account = payer.account().orElse("");
        YearMonth now = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return items.stream()
                .filter(item -> !item.account().equals(account) || isBackfill(item) && (undoing || isTooOld(item, now)))
                .map(ChangeItem::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isTooOld(ChangeItem item, YearMonth now) {
        return item.wanted() == null
                || YearMonth.parse(item.wanted()).isBefore(now.minusMonths(BackfillRules.MOST_MONTHS));
    }

    /** Twenty keys, or one backfill by itself. */
    @Override
    public List<ChangeItem> batch(List<ChangeItem> waiting) {
        ChangeItem first = waiting.getFirst();
        return isBackfill(first)
                ? List.of(first)
                : waiting.stream()
                        .filter(item -> !isBackfill(item))
                        .limit(TagKeyWriting.MOST_WRITTEN)
                        .toList();
    }

    @Override
    public Map<Integer, Outcome> write(Place place, List<ChangeItem> items, RequestMeter meter) {
        ChangeItem first = items.getFirst();
        if (isBackfill(first)) {
            return Map.of(first.number(), backfill(place, first, meter));
        }
        Map<String, Boolean> wanted = items.stream()
                .collect(Collectors.toMap(ChangeItem::subject, item -> TagKeyItems.ACTIVE.equals(item.wanted())));
        Map<String, Outcome> outcomes = writing.set(place, wanted, meter);
        return items.stream()
                .collect(Collectors.toMap(
                        ChangeItem::number, item -> outcomes.getOrDefault(item.subject(), new Outcome.Unknown())));
    }

    /** Where it was sent before without an answer, it may be this very one that AWS says is in the way. */
    private Outcome backfill(Place place, ChangeItem item, RequestMeter meter) {
        if (item.wanted() == null) {
            return new Outcome.Refused("", "");
        }
        Outcome outcome = writing.backfill(place, YearMonth.parse(item.wanted()).atDay(1), meter);
        return item.sentAt() != null
                        && outcome instanceof Outcome.Refused(String code, String text)
                        && code.contains(LIMIT)
                ? new Outcome.Unknown()
                : outcome;
    }

    @Override
    public boolean canBeUndone(ChangeItem item) {
        return !isBackfill(item);
    }

    @Override
    public boolean isSeenLater() {
        return true;
    }

    /** What the page shows of keys and backfills is read anew soon. */
    @Override
    public void verified(List<ChangeItem> items) {
        if (!items.isEmpty()) {
            jobs.add(TagKeySync.NAME);
        }
    }
}
