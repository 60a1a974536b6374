package dev.bursar.changes.write;

import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.changes.write.ChangeExecutor.Present;
import dev.bursar.changes.write.RunItems.At;
import dev.bursar.changes.write.RunStore.Answered;
import dev.bursar.changes.write.RunStore.Read;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.tasks.BackgroundWork;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkCancelled;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One change on its way: what AWS shows of its items is read, what is still as it was shown is written, and what was written is read until
 * it is seen. Its items are committed before and after each request, so that a node that takes over knows which ones AWS may have taken:
 * those are read before anything is sent.
 */
final class ChangeRun {
    private static final int PLACES_AT_A_TIME = 4;
    private static final int ROUNDS = 4;
    private static final int MOST_BUSY = 6;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final RunStore runs;
    private final RunItems stored;
    private final WriteSettingsStore settings;
    private final Writers writers;
    private final BackgroundWork tasks;
    private final Journal journal;
    private final Pauses pauses;
    private final ChangeExecutor executor;
    private final AwsChange change;
    private final Work claimed;
    private final RequestMeter meter;
    private final Actor actor;

    ChangeRun(
            RunStore runs,
            RunItems stored,
            WriteSettingsStore settings,
            Writers writers,
            ManualRequests requests,
            BackgroundWork tasks,
            Journal journal,
            Pauses pauses,
            ChangeExecutor executor,
            AwsChange change,
            Work claimed) {
        this.runs = runs;
        this.stored = stored;
        this.settings = settings;
        this.writers = writers;
        this.tasks = tasks;
        this.journal = journal;
        this.pauses = pauses;
        this.executor = executor;
        this.change = change;
        this.claimed = claimed;
        meter = requests.meter();
        actor = change.decision().map(AwsChange.Decision::by).orElse(change.proposer());
    }

    /** Does something with all items of these states, place by place, some at a time. */
    private void atEach(BiConsumer<Place, List<ChangeItem>> work, ItemState... states) {
        Concurrently.each(
                PLACES_AT_A_TIME,
                stored.places(change.id(), states),
                at -> {
                    Place place = place(at);
                    List<ChangeItem> part = stored.part(change.id(), at, 0, states);
                    while (!part.isEmpty()) {
                        work.accept(place, part);
                        part = stored.part(change.id(), at, part.getLast().number(), states);
                    }
                    return at;
                },
                done -> {});
    }

    private Place place(At at) {
        return writers.place(
                settings(), at.account(), at.region(), Writers.session(change.id()), executor.sessionPolicy(), actor);
    }

    private WriteSettings settings() {
        return settings.of(change.kind());
    }

    /** Asks AWS what is there, and writes nothing. */
    void preview() {
        atEach(
                (place, items) -> runs.previewed(claimed, change.id(), reading(place, items, this::first)),
                ItemState.PLANNED);
        runs.previewed(claimed, change.id());
    }

    /** What becomes of items when AWS is asked; where it can't be, they are left out of the change. */
    private List<Read> reading(Place place, List<ChangeItem> items, Function<Seen, Read> judged) {
        try {
            return seen(place, items).stream()
                    .map(seen -> switch (seen.present()) {
                        case Present.NotRead none -> seen.read(ItemState.SKIPPED, ItemWhy.PART_READ);
                        case Present.Refused(String value, String code, String message) ->
                            new Read(seen.item().number(), ItemState.SKIPPED, value, ItemWhy.REFUSED, message, code);
                        case Present.Value value -> judged.apply(seen);
                        case Present.Gone gone -> judged.apply(seen);
                    })
                    .toList();
        } catch (SourceProblem e) {
            String problem = ProblemText.what(e.problem());
            return items.stream()
                    .map(item -> new Read(item.number(), ItemState.SKIPPED, null, ItemWhy.NOT_READ, problem))
                    .toList();
        }
    }

    private List<Seen> seen(Place place, List<ChangeItem> items) {
        Map<Integer, Present> present = executor.present(place, items, meter);
        return items.stream()
                .map(item -> new Seen(item, Objects.requireNonNull(present.get(item.number()))))
                .toList();
    }

    private record Seen(ChangeItem item, Present present) {
        Read read(ItemState state, @Nullable ItemWhy why) {
            return new Read(
                    item.number(), state, present instanceof Present.Value(String value) ? value : null, why, null);
        }

        /** Nothing but what AWS shows now. */
        Optional<Read> asBefore() {
            return present instanceof Present.Value ? Optional.of(read(item.state(), item.why())) : Optional.empty();
        }

        boolean gone() {
            return present instanceof Present.Gone;
        }

        boolean is(@Nullable String value) {
            return present instanceof Present.Value(String now) && Objects.equals(now, value);
        }
    }

    /** Before anybody decides. A change that brings values back replaces only what was written. */
    private Read first(Seen seen) {
        if (seen.gone()) {
            return seen.read(ItemState.SKIPPED, ItemWhy.GONE);
        }
        if (seen.is(seen.item().wanted())) {
            return seen.read(ItemState.SKIPPED, ItemWhy.ALREADY_SO);
        }
        return change.undoes().isPresent() && !seen.is(seen.item().before())
                ? seen.read(ItemState.SKIPPED, ItemWhy.CHANGED_SINCE)
                : seen.read(ItemState.PLANNED, null);
    }

    /** Right before it is written. */
    private Read again(Seen seen) {
        if (seen.gone()) {
            return seen.read(ItemState.SKIPPED, ItemWhy.GONE);
        }
        if (seen.is(seen.item().wanted())) {
            return seen.read(ItemState.SKIPPED, ItemWhy.ALREADY_SO);
        }
        return seen.is(seen.item().before())
                ? seen.read(ItemState.PLANNED, null)
                : seen.read(ItemState.SKIPPED, ItemWhy.CHANGED_SINCE);
    }

    /** Writes what is planned, and reads back what was written. */
    void carryOut() {
        runs.began(claimed, change.id());
        settle();
        for (int round = 0; round < ROUNDS && !isStopped() && stored.isAny(change.id(), ItemState.PLANNED); round++) {
            atEach(this::set, ItemState.PLANNED);
            settle();
            atEach(this::remove, ItemState.PLANNED);
            settle();
        }
        if (isStopped()) {
            runs.gaveUp(claimed, change.id(), ItemState.PLANNED, ItemState.SKIPPED, ItemWhy.STOPPED);
        } else {
            runs.gaveUp(claimed, change.id(), ItemState.PLANNED, ItemState.FAILED, ItemWhy.THROTTLED);
        }
        readBack();
    }

    private boolean isStopped() {
        return runs.stopAsked(change.id()) || !settings().enabled();
    }

    /**
     * Reads what a request was sent for without an answer, or before its node died. What is seen was taken. What isn't may still come, and
     * somebody else's value with it: nobody knows, and it is never sent again.
     */
    private void settle() {
        awaitSeen(pauses.settled(), ChangeRun::settled, ItemState.WRITING);
        runs.gaveUp(claimed, change.id(), ItemState.WRITING, ItemState.UNKNOWN, null);
    }

    private static Optional<Read> settled(Seen seen) {
        return seen.is(seen.item().wanted()) ? Optional.of(seen.read(ItemState.WRITTEN, null)) : seen.asBefore();
    }

    private void set(Place place, List<ChangeItem> items) {
        write(place, items.stream().filter(item -> item.wanted() != null).toList());
    }

    /** Follows what is set, where nothing that was to be set on the same thing is missing. */
    private void remove(Place place, List<ChangeItem> items) {
        List<ChangeItem> removed =
                items.stream().filter(item -> item.wanted() == null).toList();
        if (removed.isEmpty()) {
            return;
        }
        var order = RemovalOrder.of(stored.ofSubjects(
                change.id(), removed.stream().map(ChangeItem::subject).toList()));
        List<Integer> left =
                removed.stream().filter(order::isLeft).map(ChangeItem::number).toList();
        if (!left.isEmpty()) {
            runs.ended(claimed, change.id(), left, ItemState.SKIPPED, ItemWhy.OTHER_MISSING);
        }
        write(place, removed.stream().filter(order::mayGo).toList());
    }

    /** Each request right after what it replaces was read once more. */
    private void write(Place place, List<ChangeItem> items) {
        List<ChangeItem> waiting = new ArrayList<>(items);
        Duration pause = pauses.busy();
        for (int busy = 0; !waiting.isEmpty() && busy < MOST_BUSY && !isStopped(); ) {
            List<ChangeItem> batch = executor.batch(waiting);
            Set<Integer> refused = send(place, still(place, batch));
            waiting.removeIf(item -> batch.contains(item) && !refused.contains(item.number()));
            if (!refused.isEmpty()) {
                busy++;
                pause(pause);
                pause = min(pause.multipliedBy(2));
            }
        }
    }

    /** Those that are still as they were shown, and may be written. */
    private List<ChangeItem> still(Place place, List<ChangeItem> items) {
        List<Read> reads = new ArrayList<>(reading(place, items, this::again));
        var refused = executor.notAllowed(items, settings(), change.undoes().isPresent());
        reads.replaceAll(read -> read.state() == ItemState.PLANNED && refused.contains(read.number())
                ? new Read(read.number(), ItemState.SKIPPED, read.found(), ItemWhy.NOT_ALLOWED, null)
                : read);
        runs.read(claimed, change.id(), reads);
        var still = reads.stream()
                .filter(read -> read.state() == ItemState.PLANNED)
                .map(Read::number)
                .collect(Collectors.toUnmodifiableSet());
        return items.stream().filter(item -> still.contains(item.number())).toList();
    }

    /** The numbers of those that AWS was too busy for. */
    private Set<Integer> send(Place place, List<ChangeItem> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        runs.writing(claimed, change.id(), items);
        Map<Integer, Outcome> outcomes = executor.write(place, items, meter);
        runs.answered(
                claimed,
                change.id(),
                items.stream()
                        .map(item -> new Answered(
                                item.number(), outcomes.getOrDefault(item.number(), new Outcome.Unknown())))
                        .toList());
        return items.stream()
                .map(ChangeItem::number)
                .filter(number -> outcomes.get(number) instanceof Outcome.Busy)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Reads what was taken, or may have been, until it is seen; each that is, is kept by its kind and recorded. */
    private void readBack() {
        awaitSeen(
                executor.isSeenLater() ? pauses.settled() : pauses.seen(),
                ChangeRun::readBack,
                ItemState.WRITTEN,
                ItemState.UNKNOWN);
        if (!executor.isSeenLater()) {
            runs.gaveUp(claimed, change.id(), ItemState.WRITTEN, ItemState.DIFFERS, ItemWhy.NOT_SEEN);
        }
    }

    private static Optional<Read> readBack(Seen seen) {
        if (seen.is(seen.item().wanted())) {
            return Optional.of(seen.read(ItemState.VERIFIED, null));
        }
        return seen.gone() ? Optional.of(seen.read(ItemState.DIFFERS, ItemWhy.GONE)) : seen.asBefore();
    }

    /** What has ended without being known, or as something else, is read once more; nothing is written. */
    void lookAgain() {
        atEach((place, items) -> look(place, items, ChangeRun::readBack), ItemState.UNKNOWN, ItemState.DIFFERS);
    }

    /** Reads items again and again, with pauses that grow, until none is left or the time is over. */
    private void awaitSeen(Duration longest, Function<Seen, Optional<Read>> judged, ItemState... states) {
        Duration waited = Duration.ZERO;
        Duration pause = pauses.busy();
        while (stored.isAny(change.id(), states)) {
            atEach((place, items) -> look(place, items, judged), states);
            if (waited.compareTo(longest) >= 0 || !stored.isAny(change.id(), states)) {
                return;
            }
            pause(pause);
            waited = waited.plus(pause);
            pause = min(pause.multipliedBy(2));
        }
    }

    private void look(Place place, List<ChangeItem> items, Function<Seen, Optional<Read>> judged) {
        List<Read> reads;
        try {
            reads = seen(place, items).stream()
                    .map(judged)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (SourceProblem e) {
            return;
        }
        if (reads.isEmpty()) {
            return;
        }
        var verified = reads.stream()
                .filter(read -> read.state() == ItemState.VERIFIED)
                .map(Read::number)
                .collect(Collectors.toUnmodifiableSet());
        runs.read(claimed, change.id(), reads, () -> {
            List<ChangeItem> seen = items.stream()
                    .filter(item -> verified.contains(item.number()))
                    .toList();
            executor.verified(seen);
            seen.forEach(item -> ChangeAction.written(journal, actor, item));
        });
    }

    private static Duration min(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void pause(Duration pause) {
        if (!tasks.isWanted(claimed)) {
            throw new WorkCancelled();
        }
        try {
            pauses.pass(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while AWS is waited for", e);
        }
    }

    /**
     * What is removed from a thing waits until all that is set on it is there: else a tag whose key changes its case would be lost.
     *
     * @param missing things on which something couldn't be set, or isn't known to be
     * @param waiting things on which something is still to be set
     */
    record RemovalOrder(Set<String> missing, Set<String> waiting) {
        static RemovalOrder of(List<ChangeItem> all) {
            var missing = new HashSet<String>();
            var waiting = new HashSet<String>();
            for (ChangeItem item : all) {
                if (item.wanted() != null) {
                    switch (item.state()) {
                        case WRITTEN, VERIFIED, UNDONE -> {}
                        case PLANNED -> waiting.add(item.subject());
                        case SKIPPED -> {
                            if (item.why() != ItemWhy.ALREADY_SO) {
                                missing.add(item.subject());
                            }
                        }
                        case FAILED, DIFFERS, WRITING, UNKNOWN -> missing.add(item.subject());
                    }
                }
            }
            return new RemovalOrder(missing, waiting);
        }

        boolean isLeft(ChangeItem removed) {
            return missing.contains(removed.subject());
        }

        boolean mayGo(ChangeItem removed) {
            return !isLeft(removed) && !waiting.contains(removed.subject());
        }
    }
}
