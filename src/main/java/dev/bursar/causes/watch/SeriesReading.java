package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.ServiceDays;
import dev.bursar.charges.query.ServiceDays.ServiceDay;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what services cost by day, one owner's after the other's: all of them would not fit into memory. */
@Component
class SeriesReading {
    private final ServiceDays days;
    private final TermDictionary terms;

    SeriesReading(ServiceDays days, TermDictionary terms) {
        this.days = days;
        this.terms = terms;
    }

    /**
     * A service's costs.
     *
     * @param names that the service has in charges
     * @param undecided it is new, and may be one that has just ended under another name
     */
    record Read(Series series, Set<String> names, DailyCosts costs, boolean undecided) {}

    /** @param account its number; 0 in a team's */
    private record Owner(int team, int account) {}

    private record Name(int service, String currency) {}

    /**
     * @param whole the first day whose costs may still arrive
     * @param consumer takes all services of a team, or of an account where nobody owns them, in one currency
     */
    void each(DayRange read, LocalDate whole, Consumer<List<Read>> consumer) {
        var reading = new Reading(read, whole, consumer);
        days.each(read.from(), read.to(), reading::add);
        reading.end();
    }

    private final class Reading {
        private final LocalDate from;
        private final int whole;
        private final int length;
        private final Consumer<List<Read>> consumer;
        private final Map<Integer, String> accounts = terms.all(Kind.ACCOUNT);
        private final Map<Integer, String> services = terms.all(Kind.SERVICE);
        private final Set<Integer> booked = terms.all(Kind.RECORD_TYPE).entrySet().stream()
                .filter(type -> isBooked(type.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        private final Map<Name, NamedDays> its = new LinkedHashMap<>();
        private @Nullable Owner present;

        Reading(DayRange read, LocalDate whole, Consumer<List<Read>> consumer) {
            this.from = read.from();
            this.whole = (int) ChronoUnit.DAYS.between(from, whole);
            this.length = (int) ChronoUnit.DAYS.between(from, read.to());
            this.consumer = consumer;
        }

        void add(ServiceDay day) {
            var owner = new Owner(day.team(), day.account());
            if (!owner.equals(present)) {
                end();
                present = owner;
            }
            its.computeIfAbsent(
                            new Name(day.service(), day.currency()),
                            name -> new NamedDays(services.getOrDefault(name.service(), ""), length))
                    .add(
                            (int) ChronoUnit.DAYS.between(from, day.day()),
                            booked.contains(day.recordType()),
                            day.effective());
        }

        void end() {
            Owner of = present;
            if (of == null) {
                return;
            }
            its.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            one -> one.getKey().currency(),
                            java.util.TreeMap::new,
                            Collectors.mapping(Map.Entry::getValue, Collectors.toList())))
                    .forEach((currency, services) -> consumer.accept(NamedDays.together(services, whole).stream()
                            .map(one -> read(of, currency, one))
                            .toList()));
            its.clear();
        }

        private Read read(Owner of, String currency, NamedDays days) {
            return new Read(
                    new Series(new TeamId(of.team()), accounts.getOrDefault(of.account(), ""), days.name(), currency),
                    days.names(),
                    days.costs(from),
                    days.isUndecided());
        }
    }

    /** What a negation leaves of covered usage belongs to the usage. */
    private static boolean isBooked(String recordType) {
        return RecordType.category(recordType) != ChargeCategory.USAGE && !RecordType.negation(recordType);
    }
}
