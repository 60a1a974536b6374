package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.KeptJson;
import dev.bursar.chargeback.split.MonthSums;
import dev.bursar.chargeback.split.StatementLine;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Compares what statements were made from with each other and with what is posted: cuts, allocations, corrections. */
@Component
class KeptFigures {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private final JdbcClient jdbc;

    KeptFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Place(YearMonth month, int team, String currency) {}

    /**
     * Where the charges of a cut come to something else than the allocation and the figures that were kept with the issue, or the last
     * allocation of a month gives a team something else than is posted for it.
     */
    List<LedgerFlaw> otherAllocations() {
        List<LedgerFlaw> flaws = new ArrayList<>();
        Map<Long, Map<String, BigDecimal>> billed = billed();
        Map<Place, BigDecimal> posted = posted();
        Map<Place, BigDecimal> allocated = new HashMap<>();
        Set<YearMonth> unreadable = new HashSet<>();
        jdbc.sql("""
            select i.billing_month, i.number, i.cut_id, i.allocation, i.figures,
                   i.number = max(i.number) over (partition by i.billing_month) as last
              from chargeback_issue i order by i.billing_month, i.number
            """).query(row -> {
            YearMonth month = month(row, "billing_month");
            int issue = row.getInt("number");
            Optional<List<Allocation>> kept = allocations(row.getString("allocation"));
            Map<String, BigDecimal> charges = billed.getOrDefault(row.getLong("cut_id"), Map.of());
            Optional<List<MonthSums>> figures = figures(row);
            if (kept.filter(all -> agrees(all, charges, figures)).isEmpty()) {
                flaws.add(new LedgerFlaw.OtherAllocation(month, issue));
            }
            if (row.getBoolean("last")) {
                kept.ifPresentOrElse(
                        all -> all.forEach(one -> one.lines()
                                .forEach(line -> allocated.merge(
                                        new Place(month, line.team(), one.currency()),
                                        line.amount(),
                                        BigDecimal::add))),
                        () -> unreadable.add(month));
            }
        });
        Set<Place> places = new HashSet<>(posted.keySet());
        places.addAll(allocated.keySet());
        places.stream()
                .filter(place -> !unreadable.contains(place.month()))
                .filter(place -> posted.getOrDefault(place, ZERO).compareTo(allocated.getOrDefault(place, ZERO)) != 0)
                .sorted(Comparator.comparing(Place::month)
                        .thenComparing(Place::team)
                        .thenComparing(Place::currency))
                .forEach(place -> money(place.currency(), allocated.getOrDefault(place, ZERO))
                        .ifPresent(given -> flaws.add(new LedgerFlaw.OtherShare(
                                place.month(),
                                place.team(),
                                given,
                                BigMoney.of(given.getCurrencyUnit(), posted.getOrDefault(place, ZERO))))));
        return flaws;
    }

    private static boolean agrees(
            List<Allocation> allocations, Map<String, BigDecimal> billed, Optional<List<MonthSums>> figures) {
        Map<String, BigDecimal> exact = new HashMap<>();
        for (Allocation one : allocations) {
            exact.put(one.currency(), one.exact());
            BigDecimal lines = one.lines().stream().map(StatementLine::amount).reduce(ZERO, BigDecimal::add);
            if (lines.compareTo(one.total()) != 0) {
                return false;
            }
        }
        Set<String> currencies = new HashSet<>(billed.keySet());
        currencies.addAll(exact.keySet());
        return currencies.stream()
                        .allMatch(one -> billed.getOrDefault(one, ZERO).compareTo(exact.getOrDefault(one, ZERO)) == 0)
                && figures.filter(MonthSums.of(allocations)::equals).isPresent();
    }

    private static Optional<List<Allocation>> allocations(String kept) {
        try {
            return Optional.of(List.of(KeptJson.MAPPER.readValue(kept, Allocation[].class)));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty(); // no allocation is written like this
        }
    }

    private static Optional<List<MonthSums>> figures(ResultSet row) throws SQLException {
        try {
            return Optional.of(MonthSums.read(row.getString("figures")));
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private Map<Long, Map<String, BigDecimal>> billed() {
        Map<Long, Map<String, BigDecimal>> billed = new HashMap<>();
        jdbc.sql("""
            select l.cut_id, l.currency, sum(l.billed_cost)::text as amount
              from chargeback_cut_line l
             where exists (select from chargeback_issue where cut_id = l.cut_id)
             group by 1, 2
            """).query(row -> {
            long cut = row.getLong("cut_id");
            String currency = row.getString("currency");
            amount(row)
                    .ifPresent(amount ->
                            billed.computeIfAbsent(cut, any -> new HashMap<>()).put(currency, amount));
        });
        return billed;
    }

    private Map<Place, BigDecimal> posted() {
        Map<Place, BigDecimal> posted = new HashMap<>();
        jdbc.sql("""
            select t.billing_month, coalesce(a.team_id, 0) as team_id, p.currency, sum(p.amount)::text as amount
              from ledger_posting p
              join ledger_transaction t on t.id = p.transaction_id and t.billing_month = p.of_month
              left join ledger_transaction c on c.id = t.corrects
              join ledger_account a on a.id = p.account_id and a.kind in ('TEAM', 'UNALLOCATED')
             where coalesce(c.kind, t.kind) = 'STATEMENT'
             group by 1, 2, 3
            """).query(row -> {
            Place place = new Place(month(row, "billing_month"), row.getInt("team_id"), row.getString("currency"));
            amount(row).ifPresent(amount -> posted.put(place, amount));
        });
        return posted;
    }

    long corrections() {
        return jdbc.sql("select count(*) from chargeback_correction")
                .query(Long.class)
                .single();
    }

    /** Where the corrections of closed months that the last issue of a month keeps aren't what is posted of them, by month and team. */
    List<LedgerFlaw> otherCorrections() {
        List<LedgerFlaw> flaws = new ArrayList<>();
        jdbc.sql("""
            with kept as (
              select i.billing_month, c.of_month, c.team_id, c.currency, sum(c.amount) as amount
                from chargeback_correction c
                join chargeback_issue i on i.id = c.issue_id
               where i.number = (select max(number) from chargeback_issue l where l.billing_month = i.billing_month)
               group by 1, 2, 3, 4),
            posted as (
              select t.billing_month, p.of_month, coalesce(a.team_id, 0) as team_id, p.currency, sum(p.amount) as amount
                from ledger_posting p
                join ledger_transaction t on t.id = p.transaction_id and t.billing_month <> p.of_month
                left join ledger_transaction c on c.id = t.corrects
                join ledger_account a on a.id = p.account_id and a.kind in ('TEAM', 'UNALLOCATED')
               where coalesce(c.kind, t.kind) = 'STATEMENT'
               group by 1, 2, 3, 4)
            select billing_month, of_month, team_id, currency, coalesce(k.amount, 0)::text as kept,
                   coalesce(p.amount, 0)::text as posted
              from kept k full join posted p using (billing_month, of_month, team_id, currency)
             where coalesce(k.amount, 0) <> coalesce(p.amount, 0)
             order by 1, 2, 3, 4
            """).query(row -> {
            YearMonth month = month(row, "billing_month");
            YearMonth of = month(row, "of_month");
            int team = row.getInt("team_id");
            Optional<BigMoney> posted = PostedTransactions.money(row, "posted");
            PostedTransactions.money(row, "kept")
                    .flatMap(
                            kept -> posted.map(amount -> new LedgerFlaw.OtherCorrection(month, of, team, kept, amount)))
                    .ifPresent(flaws::add);
        });
        return flaws;
    }

    /** Empty where no amount is. */
    private static Optional<BigDecimal> amount(ResultSet row) throws SQLException {
        try {
            return Optional.of(new BigDecimal(row.getString("amount")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigMoney> money(String currency, BigDecimal amount) {
        try {
            return Optional.of(BigMoney.of(CurrencyUnit.of(currency), amount));
        } catch (IllegalCurrencyException e) {
            return Optional.empty();
        }
    }

    private static YearMonth month(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }
}
