package dev.bursar.charges.store;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Adds up a day's charges as the rollups have them, while they are written. */
final class DaySums {
    private final LocalDate day;
    private final Map<Key, Sum> services = new HashMap<>();
    private final Map<Key, Sum> accounts = new HashMap<>();
    /** Charges come sorted, so that the next one often belongs to the same sums. */
    private Last lastService = Last.NONE;

    private Last lastAccount = Last.NONE;

    DaySums(LocalDate day) {
        this.day = day;
    }

    void add(
            int team,
            int account,
            int service,
            int recordType,
            String currency,
            BigDecimal billed,
            BigDecimal effective) {
        lastService = lastService.or(services, team, service, recordType, currency);
        lastService.sum.add(billed, effective);
        lastAccount = lastAccount.or(accounts, team, account, recordType, currency);
        lastAccount.sum.add(billed, effective);
    }

    /** The sums of what was added so far, ready to be stored. */
    Ready ready() {
        LocalDate month = day.withDayOfMonth(1);
        var ofMonth = new HashMap<MonthKey, Sum>();
        accounts.forEach((key, sum) -> ofMonth.computeIfAbsent(
                        new MonthKey(month, key.team, key.part, key.currency), any -> new Sum())
                .add(sum.billed, sum.effective));
        return new Ready(day, rows(services), rows(accounts), ofMonth);
    }

    /**
     * A day's sums as they are stored.
     *
     * @param byService by team, service, record type and currency, in the rollup's order
     * @param byAccount by team, account, record type and currency, in the rollup's order
     * @param ofMonth what the day adds to its month, by team, account and currency
     */
    record Ready(LocalDate day, BinaryRows byService, BinaryRows byAccount, Map<MonthKey, Sum> ofMonth) {}

    private BinaryRows rows(Map<Key, Sum> sums) {
        var rows = new BinaryRows(sums.size() * 96);
        sums.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Key key = entry.getKey();
            rows.row(7);
            rows.date(day);
            rows.integer(key.team());
            rows.integer(key.part());
            rows.integer(key.recordType());
            rows.text(key.currency());
            rows.numeric(entry.getValue().billed);
            rows.numeric(entry.getValue().effective);
        });
        return rows;
    }

    /** The sum that was added to last. */
    private record Last(@Nullable Key key, Sum sum) {
        static final Last NONE = new Last(null, new Sum());

        Last or(Map<Key, Sum> sums, int team, int part, int recordType, String currency) {
            if (key != null
                    && key.team == team
                    && key.part == part
                    && key.recordType == recordType
                    && key.currency.equals(currency)) {
                return this;
            }
            var other = new Key(team, part, recordType, currency);
            return new Last(other, sums.computeIfAbsent(other, any -> new Sum()));
        }
    }

    /** {@code part} is a service or an account. */
    private record Key(int team, int part, int recordType, String currency) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(team, other.team);
            if (order == 0) {
                order = Integer.compare(part, other.part);
            }
            if (order == 0) {
                order = Integer.compare(recordType, other.recordType);
            }
            return order == 0 ? currency.compareTo(other.currency) : order;
        }
    }

    /** A row of the month's rollup. */
    record MonthKey(LocalDate month, int team, int account, String currency) {}

    /** Both costs of a rollup's row, added up. */
    static final class Sum {
        private BigDecimal billed = BigDecimal.ZERO;
        private BigDecimal effective = BigDecimal.ZERO;

        BigDecimal billed() {
            return billed;
        }

        BigDecimal effective() {
            return effective;
        }

        void add(BigDecimal moreBilled, BigDecimal moreEffective) {
            billed = billed.add(moreBilled);
            effective = effective.add(moreEffective);
        }
    }
}
