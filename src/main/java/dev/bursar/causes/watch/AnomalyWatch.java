package dev.bursar.causes.watch;

import dev.bursar.causes.CauseAction;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.causes.watch.AnomalyStore.Look;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.causes.watch.WholeDays.Days;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks for anomalies once costs have changed and stopped changing. All of a look are decided in one transaction, and the mails about them
 * are queued in it: a crash loses both or neither, and of two nodes one decides.
 */
@Service
@PreAuthorize("hasRole('SYSTEM')")
public class AnomalyWatch {
    private static final Logger log = LoggerFactory.getLogger(AnomalyWatch.class);
    /** Anomalies that touch them are told; longer ones have become usual by then. */
    private static final int DAYS = 35;

    private final AnomalyStore store;
    private final SeriesReading series;
    private final WholeDays wholeDays;
    private final CostAnswers versions;
    private final AnomalyMails mails;
    private final Journal journal;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AnomalyWatch(
            AnomalyStore store,
            SeriesReading series,
            WholeDays wholeDays,
            CostAnswers versions,
            AnomalyMails mails,
            Journal journal,
            Clock clock,
            TransactionTemplate transaction) {
        this.store = store;
        this.series = series;
        this.wholeDays = wholeDays;
        this.versions = versions;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Decides what the last look saw too, once; does nothing while costs are changing. */
    public void look() {
        Optional<Days> days = wholeDays.now();
        if (days.isEmpty()) {
            return;
        }
        String now = version(days.get());
        Optional<Look> last = store.lastLook().filter(look -> look.seen().equals(now));
        if (last.isEmpty()) {
            transaction.executeWithoutResult(
                    status -> store.looked(new Look(now, false), days.get().whole(), clock.instant()));
        } else if (!last.get().done()) {
            transaction.executeWithoutResult(status -> {
                decide(days.get(), now);
                if (!version(days.get()).equals(now)) {
                    status.setRollbackOnly(); // the sums are of several moments
                }
            });
        }
    }

    private String version(Days days) {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + " " + days.whole() + " " + days.to() + " "
                + store.bounds().hashCode() + " " + versions.version(from(days), days.to());
    }

    private static LocalDate from(Days days) {
        LocalDate from = AnomalyFinder.readsFrom(days.whole().minusDays(DAYS));
        return from.isBefore(days.from()) ? days.from() : from;
    }

    private void decide(Days days, String now) {
        store.looked(new Look(now, true), days.whole(), clock.instant());
        LocalDate since = days.whole().minusDays(DAYS);
        var read = new DayRange(from(days), days.to());
        Map<TeamId, AnomalyBounds> bounds = store.bounds();
        var building = new Decisions.Building(store.known(since), read, days.whole(), clock.instant());
        series.each(
                read,
                days.whole(),
                owner -> building.owner(owner.stream()
                        .map(one ->
                                seen(one, days, bounds.getOrDefault(one.series().team(), AnomalyBounds.USUAL), since))
                        .toList()));
        Decisions decisions = building.done();
        Map<Long, Fresh> fresh = store.decide(decisions, clock.instant());
        if (!fresh.isEmpty() || !decisions.reopened().isEmpty()) {
            int sent = mails.send(fresh, decisions.reopened());
            journal.recordAs(
                    Actor.SYSTEM,
                    CauseAction.ANOMALIES_DECIDED,
                    "anomalies:all",
                    null,
                    Map.of(
                            "found",
                            fresh.size(),
                            "reopened",
                            decisions.reopened().size(),
                            "mails",
                            sent));
            log.info(
                    "Anomalies: {} found, {} reopened, {} mails queued",
                    fresh.size(),
                    decisions.reopened().size(),
                    sent);
        }
    }

    private static Seen seen(SeriesReading.Read of, Days days, AnomalyBounds bounds, LocalDate since) {
        return new Seen(
                of.series(),
                of.names(),
                of.costs(),
                days.whole(),
                bounds,
                of.undecided() ? List.of() : Arrived.find(of.costs(), days.whole(), bounds, since));
    }

    /**
     * Finds anomalies before all costs of their last days have arrived: they only grow until then, so that a day on which more has arrived than
     * was expected counts. One on which less has says nothing: neither that costs are lower, nor that an anomaly is over.
     */
    static final class Arrived {
        private Arrived() {}

        /**
         * @param whole the first day whose costs may still arrive
         * @param since anomalies that touch a day from then on are found
         */
        static List<FoundAnomaly> find(DailyCosts costs, LocalDate whole, AnomalyBounds bounds, LocalDate since) {
            List<FoundAnomaly> known = AnomalyFinder.find(costs.before(whole), bounds, since);
            if (!whole.isBefore(costs.to())) {
                return known;
            }
            List<FoundAnomaly> longer = AnomalyFinder.find(costs, bounds, since).stream()
                    .filter(one -> one.to().isAfter(whole))
                    .map(Arrived::lasting)
                    .toList();
            var all = new ArrayList<>(longer);
            known.stream()
                    .filter(one -> longer.stream()
                            .noneMatch(other -> other.from().equals(one.from())
                                    && SameExcess.isFee(other.kind()) == SameExcess.isFee(one.kind())))
                    .forEach(all::add);
            all.sort(Comparator.comparing(FoundAnomaly::from).thenComparing(FoundAnomaly::kind));
            return List.copyOf(all);
        }

        private static FoundAnomaly lasting(FoundAnomaly one) {
            return new FoundAnomaly(
                    one.kind(),
                    one.from(),
                    one.to(),
                    true,
                    one.expected(),
                    one.actual(),
                    one.usualADay(),
                    one.upon(),
                    one.byDay());
        }
    }
}
