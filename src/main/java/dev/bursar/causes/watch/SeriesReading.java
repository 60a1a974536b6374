package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.ServiceNames;
import dev.bursar.charges.query.ServiceDays;
import dev.bursar.charges.query.ServiceDays.ServiceDay;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import module java.base;
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

    /**
     * What an owner's service costs by day under a name, and the names that mean one service together: another source, and AWS, may call it
     * something else from one day on.
     */
    static final class NamedDays {
        /** So many days tell what it costs. */
        private static final int TELLING = 14;
        /** Between the last day of one name and the first of the next. */
        private static final int BETWEEN = 2;
        /** What goes on under another name costs as much but for so much; what it costs above that is told as a jump of both. */
        private static final BigDecimal NEARLY = new BigDecimal("0.25");

        private static final int WEEK = 7;

        private final Set<String> names = new TreeSet<>();
        private final BigDecimal[] usage;
        private final BigDecimal[] fees;
        private String name;
        private boolean undecided;

        NamedDays(String name, int length) {
            this.name = name;
            names.add(name);
            usage = new BigDecimal[length];
            fees = new BigDecimal[length];
            Arrays.fill(usage, BigDecimal.ZERO);
            Arrays.fill(fees, BigDecimal.ZERO);
        }

        void add(int day, boolean booked, BigDecimal cost) {
            BigDecimal[] of = booked ? fees : usage;
            of[day] = of[day].add(cost);
        }

        /** The latest. */
        String name() {
            return name;
        }

        Set<String> names() {
            return names;
        }

        /** Whether it may be one that has just ended, under another name: a whole day will tell. */
        boolean isUndecided() {
            return undecided;
        }

        DailyCosts costs(LocalDate from) {
            return new DailyCosts(from, List.of(usage), List.of(fees)).withDailyFeesAsUsage();
        }

        /**
         * Each service once. What Cost Explorer has apart is one where a charge file has it as one.
         *
         * @param whole how many days are whole
         */
        static List<NamedDays> together(List<NamedDays> all, int whole) {
            Set<String> keys =
                    all.stream().map(one -> ServiceNames.key(one.name)).collect(Collectors.toSet());
            Map<String, NamedDays> byKey = new LinkedHashMap<>();
            for (NamedDays one : all) {
                String wholeKey = ServiceNames.wholeKey(one.name);
                byKey.merge(keys.contains(wholeKey) ? wholeKey : ServiceNames.key(one.name), one, NamedDays::with);
            }
            return renamed(new ArrayList<>(byKey.values()), whole);
        }

        /** What ended on the day before another began that costs as much goes on as that. */
        private static List<NamedDays> renamed(List<NamedDays> all, int whole) {
            for (NamedDays later : List.copyOf(all)) {
                int first = later.first();
                if (first < TELLING || first == later.usage.length) {
                    continue;
                }
                List<NamedDays> ended = all.stream()
                        .filter(one -> one != later && one.isOverBefore(first))
                        .toList();
                int days = Math.min(WEEK, whole - first - 1);
                if (days <= 0) {
                    later.undecided = ended.stream().anyMatch(one -> later.isNoMoreThan(one, first));
                    continue;
                }
                List<NamedDays> before = ended.stream()
                        .filter(one -> one.last() + 1 < whole && later.goesOnFrom(one, first + 1, days))
                        .toList();
                if (before.size() == 1) {
                    later.with(before.getFirst());
                    all.remove(before.getFirst());
                }
            }
            return all;
        }

        private NamedDays with(NamedDays other) {
            if (other.last() > last() || other.last() == last() && other.name.compareTo(name) < 0) {
                name = other.name;
            }
            names.addAll(other.names);
            for (int day = 0; day < usage.length; day++) {
                usage[day] = usage[day].add(other.usage[day]);
                fees[day] = fees[day].add(other.fees[day]);
            }
            return this;
        }

        /** Whether it ended near the day on which another began; on days that aren't whole it may only not have arrived. */
        private boolean isOverBefore(int first) {
            int end = last() + 1;
            return Math.abs(first - end) <= BETWEEN && end - first() >= TELLING;
        }

        /** @param from without the first day, on which both names may stand */
        private boolean goesOnFrom(NamedDays other, int from, int days) {
            BigDecimal before = BigDecimal.ZERO;
            BigDecimal after = BigDecimal.ZERO;
            for (int day = from; day < from + days; day++) {
                before = before.add(other.onSameWeekday(day));
                after = after.add(usage[day]);
            }
            return before.signum() > 0 && after.subtract(before).abs().compareTo(before.multiply(NEARLY)) <= 0;
        }

        /** While its costs arrive they may still become as much. */
        private boolean isNoMoreThan(NamedDays other, int first) {
            BigDecimal most = BigDecimal.ONE.add(NEARLY);
            return IntStream.range(first, usage.length)
                    .allMatch(
                            day -> usage[day].compareTo(other.onSameWeekday(day).multiply(most)) <= 0);
        }

        /** Of its last week without its last day, which may not be a whole one. */
        private BigDecimal onSameWeekday(int day) {
            int end = last();
            return usage[end - 1 - Math.floorMod(end - 1 - day, WEEK)];
        }

        /** The length where it cost nothing. */
        private int first() {
            return IntStream.range(0, usage.length)
                    .filter(day -> usage[day].signum() > 0)
                    .findFirst()
                    .orElse(usage.length);
        }

        /** -1 where it cost nothing. */
        private int last() {
            return IntStream.iterate(usage.length - 1, day -> day >= 0, day -> day - 1)
                    .filter(day -> usage[day].signum() != 0 || fees[day].signum() != 0)
                    .findFirst()
                    .orElse(-1);
        }
    }
}
