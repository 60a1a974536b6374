package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.ServiceDays;
import dev.bursar.charges.query.ServiceDays.ServiceDay;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what each team's services cost by day, one series after the other: all of them would not fit into memory. */
@Component
class SeriesReading {
    private final ServiceDays days;
    private final TermDictionary terms;

    SeriesReading(ServiceDays days, TermDictionary terms) {
        this.days = days;
        this.terms = terms;
    }

    /** What tells series apart in the charges. */
    private record Numbers(int team, int account, int service, String currency) {
        static Numbers of(ServiceDay day) {
            return new Numbers(day.team(), day.account(), day.service(), day.currency());
        }
    }

    void each(LocalDate from, LocalDate to, BiConsumer<Series, DailyCosts> consumer) {
        var reading = new Reading(from, to, consumer);
        days.each(from, to, reading::add);
        reading.end();
    }

    private final class Reading {
        private final LocalDate from;
        private final BiConsumer<Series, DailyCosts> consumer;
        private final Map<Integer, String> accounts = terms.all(Kind.ACCOUNT);
        private final Map<Integer, String> services = terms.all(Kind.SERVICE);
        private final Set<Integer> booked = terms.all(Kind.RECORD_TYPE).entrySet().stream()
                .filter(type -> isBooked(type.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        private final BigDecimal[] usage;
        private final BigDecimal[] fees;
        private @Nullable Numbers present;

        Reading(LocalDate from, LocalDate to, BiConsumer<Series, DailyCosts> consumer) {
            this.from = from;
            int length = (int) ChronoUnit.DAYS.between(from, to);
            this.consumer = consumer;
            this.usage = new BigDecimal[length];
            this.fees = new BigDecimal[length];
            clear();
        }

        private void clear() {
            Arrays.fill(usage, BigDecimal.ZERO);
            Arrays.fill(fees, BigDecimal.ZERO);
        }

        void add(ServiceDay day) {
            Numbers numbers = Numbers.of(day);
            if (!numbers.equals(present)) {
                end();
                present = numbers;
            }
            int at = (int) ChronoUnit.DAYS.between(from, day.day());
            BigDecimal[] of = booked.contains(day.recordType()) ? fees : usage;
            of[at] = of[at].add(day.effective());
        }

        void end() {
            Numbers of = present;
            if (of == null) {
                return;
            }
            consumer.accept(
                    new Series(
                            new TeamId(of.team()),
                            accounts.getOrDefault(of.account(), ""),
                            services.getOrDefault(of.service(), ""),
                            of.currency()),
                    new DailyCosts(from, List.of(usage), List.of(fees)));
            clear();
        }
    }

    /** What a negation leaves of covered usage belongs to the usage. */
    private static boolean isBooked(String recordType) {
        return RecordType.category(recordType) != ChargeCategory.USAGE && !RecordType.negation(recordType);
    }
}
