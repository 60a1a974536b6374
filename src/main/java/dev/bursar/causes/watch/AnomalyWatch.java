package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.CauseAction;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyFinder;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.causes.watch.AnomalyStore.Look;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostAnswers;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.TeamId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Optional<DayRange> whole = wholeDays.now();
        if (whole.isEmpty()) {
            return;
        }
        String now = version(whole.get());
        Optional<Look> last = store.lastLook().filter(look -> look.seen().equals(now));
        if (last.isEmpty()) {
            transaction.executeWithoutResult(
                    status -> store.looked(new Look(now, false), whole.get().to(), clock.instant()));
        } else if (!last.get().done()) {
            transaction.executeWithoutResult(status -> {
                decide(whole.get(), now);
                if (!version(whole.get()).equals(now)) {
                    status.setRollbackOnly(); // the sums are of several moments
                }
            });
        }
    }

    private String version(DayRange whole) {
        LocalDate from = AnomalyFinder.readsFrom(whole.to().minusDays(DAYS));
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + " " + whole.to() + " "
                + store.bounds().hashCode() + " " + versions.version(from, whole.to());
    }

    private void decide(DayRange whole, String now) {
        store.looked(new Look(now, true), whole.to(), clock.instant());
        LocalDate since = whole.to().minusDays(DAYS);
        LocalDate from = AnomalyFinder.readsFrom(since);
        Map<TeamId, AnomalyBounds> bounds = store.bounds();
        Map<Series, List<FoundAnomaly>> found = new HashMap<>();
        series.each(from.isBefore(whole.from()) ? whole.from() : from, whole.to(), (one, costs) -> {
            List<FoundAnomaly> its =
                    AnomalyFinder.find(costs, bounds.getOrDefault(one.team(), AnomalyBounds.USUAL), since);
            if (!its.isEmpty()) {
                found.put(one, its);
            }
        });
        List<Anomaly> known = store.since(since);
        Decisions decisions = Decisions.of(known, found, since, whole.to());
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
}
