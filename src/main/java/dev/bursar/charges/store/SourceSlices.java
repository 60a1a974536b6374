package dev.bursar.charges.store;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.Combination;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.OwnerSource;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SliceStore;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.terms.TermDictionary;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads charges back as Cost Explorer gave them, including those that a delivery supersedes. */
@Component
public class SourceSlices implements SliceStore {
    private final JdbcClient jdbc;
    private final TermDictionary terms;
    private final ChargeLoader loader;
    private final OwnerSource owners;

    SourceSlices(JdbcClient jdbc, TermDictionary terms, ChargeLoader loader, OwnerSource owners) {
        this.loader = loader;
        this.owners = owners;
        this.jdbc = jdbc;
        this.terms = terms;
    }

    @Override
    public Loaded replace(List<Slice> slices, String source, long run) {
        return loader.replace(slices, source, run, owners::current);
    }

    @Override
    public Set<Combination> combinations(LocalDate from, LocalDate to) {
        List<int[]> rows = jdbc.sql("""
                        select distinct account_id, service_id, record_type_id, tag_value_id
                          from cost_explorer_charge where charge_day >= :from and charge_day < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new int[] {row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)})
                .list();
        Set<Integer> ids = new HashSet<>();
        rows.forEach(row -> {
            for (int id : row) {
                ids.add(id);
            }
        });
        Map<Integer, String> texts = terms.texts(ids);
        Set<Combination> cells = new HashSet<>();
        rows.forEach(row -> cells.add(new Combination(
                texts.getOrDefault(row[0], ""),
                texts.getOrDefault(row[1], ""),
                texts.getOrDefault(row[2], ""),
                texts.getOrDefault(row[3], ""))));
        return cells;
    }

    /** Charges as fetched; what Bursar added to balance a Savings Plan is left out. */
    @Override
    public List<SourceCharge> charges(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select c.charge_day, a.value account, s.value service, r.value record_type, t.value tag_value,
                               c.currency, c.unblended_cost, c.amortized_cost, c.net_unblended_cost, c.effective_cost,
                               c.usage_quantity, c.usage_unit
                          from cost_explorer_charge c
                          join term a on a.id = c.account_id
                          join term s on s.id = c.service_id
                          join term r on r.id = c.record_type_id
                          join term t on t.id = c.tag_value_id
                         where c.charge_day >= :from and c.charge_day < :to
                           and not (r.value = :negation and c.unblended_cost = 0 and c.net_unblended_cost = 0
                                    and c.billed_cost <> 0)
                        """)
                .param("from", from)
                .param("to", to)
                .param("negation", RecordType.NEGATION)
                .query((row, number) -> new SourceCharge(
                        row.getObject("charge_day", LocalDate.class),
                        row.getString("account"),
                        row.getString("service"),
                        row.getString("record_type"),
                        row.getString("tag_value"),
                        new CostAmounts(
                                row.getString("currency"),
                                row.getBigDecimal("unblended_cost"),
                                row.getBigDecimal("amortized_cost"),
                                row.getBigDecimal("net_unblended_cost"),
                                row.getBigDecimal("effective_cost"),
                                row.getBigDecimal("usage_quantity"),
                                row.getString("usage_unit"))))
                .list();
    }

    /** Accounts that have a slice, by day. */
    @Override
    public Map<LocalDate, Set<String>> accounts(LocalDate from, LocalDate to) {
        Map<LocalDate, Set<String>> accounts = new HashMap<>();
        jdbc.sql("""
                        select s.charge_day, t.value account from cost_explorer_slice s join term t on t.id = s.account_id
                         where s.charge_day >= :from and s.charge_day < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> accounts.computeIfAbsent(
                                row.getObject("charge_day", LocalDate.class), day -> new TreeSet<>())
                        .add(row.getString("account")))
                .list();
        return accounts;
    }

    @Override
    public int settle(List<DayRange> days) {
        int slices = 0;
        for (String table : List.of("charge_slice", "superseded_slice")) {
            slices += jdbc.sql("update " + table + """
                             s set finality = 'settled'
                              from unnest(cast(:starts as date[]), cast(:ends as date[])) period (starts, ends)
                             where s.charge_day >= period.starts and s.charge_day < period.ends and s.finality = 'estimated'
                               and s.export_id = 0
                            """)
                    .param(
                            "starts",
                            days.stream().map(range -> range.from().toString()).toArray(String[]::new))
                    .param(
                            "ends",
                            days.stream().map(range -> range.to().toString()).toArray(String[]::new))
                    .update();
        }
        return slices;
    }
}
