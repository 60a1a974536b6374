package dev.bursar.causes.kept;

import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.plans.PlanStore;
import dev.bursar.causes.read.ChangeReading;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.TeamSlices;
import dev.bursar.charges.query.TeamSlices.TeamSlice;
import dev.bursar.kernel.Sha256;
import dev.bursar.trail.query.EventDays;
import dev.bursar.trail.query.EventDays.EventDay;
import dev.bursar.trail.query.ReadPlaces;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells what a daily change is worked out of: charges, their owners, events and plans. A kept one holds while that is the same. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class MadeOf {
    /** Raised when the same charges and events have another answer. */
    private static final String VERSION = "3";
    /** Events of the day before the one that is compared with, and of the day after, may be causes too. */
    private static final int EVENTS_BEFORE = 2;

    private static final int EVENTS_TO = 2;
    private static final int CHARGES_BEFORE = 1 + Evidence.QUIET_DAYS;

    private final TeamSlices charges;
    private final EventDays events;
    private final ChangeReading reading;
    private final PlanStore plans;

    MadeOf(TeamSlices charges, EventDays events, ChangeReading reading, PlanStore plans) {
        this.charges = charges;
        this.events = events;
        this.reading = reading;
        this.plans = plans;
    }

    /** Of all teams that have charges on the days or the ones before. */
    Map<DayOfTeam, String> all(DayRange days) {
        var building = new Building(days, List.of());
        charges.each(0, days.from().minusDays(CHARGES_BEFORE), days.to(), building::add);
        return building.done();
    }

    /** Of one; "" where the team has no charges on the day and the one before. */
    String of(DayOfTeam one) {
        List<TeamSlice> its = new ArrayList<>();
        charges.each(one.team(), one.day().minusDays(CHARGES_BEFORE), one.day().plusDays(1), its::add);
        if (its.isEmpty()) {
            return "";
        }
        var building = new Building(
                new DayRange(one.day(), one.day().plusDays(1)),
                its.stream().map(TeamSlice::account).collect(Collectors.toSet()));
        its.forEach(building::add);
        return building.done().getOrDefault(one, "");
    }

    /** What tells in a moment that none of them has changed, or else that some may have. */
    String seen(DayRange days, String charged) {
        return String.join(
                " ",
                VERSION,
                days.toString(),
                charged,
                events.lastRead().map(Instant::toString).orElse("-"),
                plans.fingerprint());
    }

    private final class Building {
        private final DayRange days;
        private final Map<String, Map<LocalDate, String>> acted = new HashMap<>();
        private final Map<LocalDate, ReadPlaces> read = new HashMap<>();
        private final Map<DayOfTeam, String> found = new HashMap<>();
        private final String known = VERSION + " " + plans.fingerprint();
        private final List<TeamSlice> slices = new ArrayList<>();

        Building(DayRange days, Collection<String> accounts) {
            this.days = days;
            for (EventDay one : events.of(
                    accounts,
                    start(days.from().minusDays(EVENTS_BEFORE)),
                    start(days.to().plusDays(EVENTS_TO)))) {
                acted.computeIfAbsent(one.account(), any -> new HashMap<>()).put(one.day(), one.events());
            }
        }

        void add(TeamSlice slice) {
            if (!slices.isEmpty() && slices.getFirst().team() != slice.team()) {
                end();
            }
            slices.add(slice);
        }

        Map<DayOfTeam, String> done() {
            end();
            return found;
        }

        private void end() {
            for (LocalDate day = days.from(); !slices.isEmpty() && day.isBefore(days.to()); day = day.plusDays(1)) {
                of(day);
            }
            slices.clear();
        }

        private void of(LocalDate day) {
            LocalDate first = day.minusDays(CHARGES_BEFORE);
            Set<String> accounts = new TreeSet<>();
            var text = new StringBuilder(known);
            for (TeamSlice slice : slices) {
                if (!slice.day().isBefore(first) && !slice.day().isAfter(day)) {
                    text.append('\n').append(slice.day()).append(' ').append(slice.account());
                    text.append(' ').append(slice.made());
                    if (!slice.day().isBefore(day.minusDays(1))) {
                        accounts.add(slice.account());
                    }
                }
            }
            if (accounts.isEmpty()) {
                return;
            }
            var team = new DayOfTeam(slices.getFirst().team(), day);
            ReadPlaces of = read.computeIfAbsent(day, any -> reading.read(team.question()));
            for (String account : accounts) {
                Map<LocalDate, String> its = acted.getOrDefault(account, Map.of());
                text.append('\n').append(account).append(' ').append(of.fingerprint(account));
                for (int at = -EVENTS_BEFORE; at < EVENTS_TO; at++) {
                    text.append(' ').append(Objects.requireNonNullElse(its.get(day.plusDays(at)), "-"));
                }
            }
            found.put(team, HexFormat.of().formatHex(Sha256.of(text.toString())));
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
