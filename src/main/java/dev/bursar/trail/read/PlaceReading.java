package dev.bursar.trail.read;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.ReadPeriods.Going;
import dev.bursar.trail.spi.EventLookup;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;

/**
 * Reads what is missing of one place, the newest first. A period counts as read when its events had time to arrive; whatever ends the
 * reading, what was stored before counts.
 */
final class PlaceReading {
    static final int MOST_PAGES = 60;

    /** Events arrive up to 15 minutes late, and AWS promises nothing. */
    static final Duration LATENESS = Duration.ofMinutes(20);

    private static final Duration FIRST_WINDOW = Duration.ofDays(1);
    private static final int FEW_PAGES = 5;
    private static final int EVENTS_A_COMMIT = 500;

    private final Run run;
    private final Place place;
    private final EventLookup source;
    private final EventStore store;
    private final ReadPeriods periods;
    private final boolean reads;
    private final Clock clock;
    private final Instant now;
    private final Instant firstReadAt;

    private int pages;
    private long added;

    PlaceReading(
            Run run,
            Place place,
            EventLookup source,
            EventStore store,
            ReadPeriods periods,
            boolean reads,
            Clock clock) {
        this.run = run;
        this.place = place;
        this.source = source;
        this.store = store;
        this.periods = periods;
        this.reads = reads;
        this.clock = clock;
        now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var before = periods.going(place);
        firstReadAt = before.map(Going::firstReadAt).orElse(now);
        // a run that was killed has asked for some already
        pages = before.filter(going -> going.run() == run.id())
                .map(Going::pages)
                .orElse(0);
    }

    long added() {
        return added;
    }

    /** @return whether events came in faster than they are read */
    boolean read() {
        Instant arrived = now.minus(LATENESS);
        Instant oldest = oldest(now);
        List<Period> missing = new Period(oldest, arrived).without(periods.of(place, reads));
        boolean newest = true;
        Duration length = FIRST_WINDOW;
        for (Period gap : missing) {
            Instant end = gap.to();
            while (end.isAfter(gap.from()) && pages < MOST_PAGES) {
                Instant start = end.minus(length).isAfter(gap.from()) ? end.minus(length) : gap.from();
                int before = pages;
                boolean whole = window(new Period(start, end), newest ? now : end);
                newest = false;
                if (!whole) {
                    return fallsBehind(arrived);
                }
                end = start;
                length = pages - before <= FEW_PAGES ? length.multipliedBy(2) : length;
            }
        }
        if (newest && pages < MOST_PAGES) {
            window(new Period(arrived.minusSeconds(1), arrived), now);
        }
        return fallsBehind(arrived);
    }

    private static Instant oldest(Instant now) {
        return now.minus(Duration.ofDays(EventLookup.DAYS));
    }

    private boolean fallsBehind(Instant arrived) {
        boolean behind = firstReadAt.isBefore(arrived)
                && pages >= MOST_PAGES
                && !new Period(firstReadAt, arrived)
                        .without(periods.of(place, reads))
                        .isEmpty();
        run.commit(() -> {
            went(0, behind);
            return true;
        });
        return behind;
    }

    private void went(long events, boolean behind) {
        periods.went(place, new Going(firstReadAt, run.id(), pages, behind), events, now);
    }

    /**
     * @param upTo what is asked up to; what came in since the period's end is kept, and read again next time
     * @return whether it was read to its start
     */
    private boolean window(Period period, Instant upTo) {
        var batch = new Batch(period);
        Instant edge = oldest(clock.instant());
        Instant from = edge.isAfter(period.from()) ? edge : period.from();
        if (!from.isBefore(upTo)) {
            return batch.end(); // AWS forgot it while newer ones were read
        }
        try {
            source.lookup(place, from, upTo, !reads, run.meter(), page -> {
                pages++;
                batch.add(page);
                return pages < MOST_PAGES;
            });
        } catch (SourceProblem e) {
            batch.keep();
            throw e;
        }
        return batch.end();
    }

    /** The events of a window, stored every few pages. Because the newest come first, what was read of a window is a window too. */
    private final class Batch {
        private final Period period;
        private final List<TrailEvent> waiting = new ArrayList<>();
        private final Map<EventReader.Reason, Long> skipped = new EnumMap<>(EventReader.Reason.class);
        private Instant reached;

        Batch(Period period) {
            this.period = period;
            reached = period.to();
        }

        void add(List<LookedUpEvent> page) {
            Instant first = null;
            for (LookedUpEvent event : page) {
                Instant time = Objects.requireNonNullElse(event.time(), period.to());
                first = first == null || time.isAfter(first) ? time : first;
                switch (EventReader.ofLookup(
                        event, new Origin(place.account(), place.region(), time, clock.instant()))) {
                    case Reading.Read(var read) -> waiting.add(read);
                    case Reading.Skipped(var reason) -> skipped.merge(reason, 1L, Long::sum);
                }
            }
            // others of this page's first second may stand on the page before only: those are read already
            if (first != null && first.plusSeconds(1).isBefore(reached)) {
                reached = first.plusSeconds(1);
            }
            if (waiting.size() >= EVENTS_A_COMMIT) {
                flush();
            }
        }

        private void flush() {
            flush(reached);
        }

        /** Stores what had come before something went wrong. */
        void keep() {
            if (reached.isBefore(period.to()) || !waiting.isEmpty()) {
                flush();
            }
        }

        /** @return whether the window was read to its start */
        boolean end() {
            boolean whole = pages < MOST_PAGES;
            flush(whole ? period.from() : reached);
            return whole;
        }

        private void flush(Instant from) {
            run.commit(() -> {
                added += store.store(waiting, EventStore.Way.LOOKUP);
                skipped.forEach(
                        (reason, count) -> store.skipped(place.account(), place.region(), reason.name(), count, now));
                if (from.isBefore(period.to())) {
                    periods.add(place, reads, new Period(from, period.to()));
                }
                went(waiting.size(), false);
                return true;
            });
            waiting.clear();
            skipped.clear();
        }
    }
}
