package dev.bursar.spend;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.org.Organisation;
import dev.bursar.spend.InvoicedMonths.Invoiced;
import dev.bursar.spend.Reconciliation.Row;
import dev.bursar.spend.Reconciliation.Source;
import dev.bursar.spend.Reconciliation.Sum;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares an export with the figures of Cost Explorer that it supersedes. Costs nothing at AWS. */
@Service
@Transactional(readOnly = true)
public class Reconciliations {
    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";

    private final JdbcClient jdbc;
    private final Organisation organisation;
    private final ObjectProvider<InvoicedMonths> invoices;

    Reconciliations(JdbcClient jdbc, Organisation organisation, ObjectProvider<InvoicedMonths> invoices) {
        this.jdbc = jdbc;
        this.organisation = organisation;
        this.invoices = invoices;
    }

    /** What AWS asks for beside a month's charges, one entry a currency; empty where nothing is known of the month. */
    @PreAuthorize(MAY_SEE)
    public List<Invoiced> invoiced(YearMonth month) {
        return invoices.stream().flatMap(one -> one.of(month).stream()).toList();
    }

    /** The exports that stand in for Cost Explorer, those of the newest months first. */
    @PreAuthorize(MAY_SEE)
    public List<Source> sources() {
        return jdbc.sql("""
            select id, provider, billing_account, billing_month as month, source, format from cost_export
             order by billing_month desc, provider, billing_account
            """).query(RecordMapper.of(Source.class)).list();
    }

    /** Both sides of an export's billing period; empty when there is no longer such an export. */
    @PreAuthorize(MAY_SEE)
    public Optional<Reconciliation> of(int export, CostMetric cost) {
        return sources().stream()
                .filter(source -> source.id() == export)
                .findFirst()
                .map(source -> of(source, cost));
    }

    private Reconciliation of(Source source, CostMetric cost) {
        Map<Place, @Nullable BigDecimal[]> sums = new HashMap<>();
        LocalDate from = source.month().atDay(1);
        jdbc.sql("""
            select a.value account, s.value service, r.value record_type, c.currency, c.exported,
                   c.in_month, c.amount
              from (select account_id, service_id, record_type_id, currency, true exported,
                           charge_day >= :from and charge_day < :to as in_month, sum(%1$s) amount
                      from charge
                     where export_id = :export
                       and charge_day between (select min(charge_day) from charge_slice where export_id = :export)
                                          and (select max(charge_day) from charge_slice where export_id = :export)
                     group by 1, 2, 3, 4, 6
                    union all
                    select account_id, service_id, record_type_id, currency, false, true, sum(%1$s)
                      from superseded_charge
                     where charge_day >= :from and charge_day < :to
                       and account_id in (select account_id from cost_export_account where export_id = :export)
                     group by 1, 2, 3, 4) c
              join term a on a.id = c.account_id
              join term s on s.id = c.service_id
              join term r on r.id = c.record_type_id
            """.formatted(cost.column()))
                .param("export", source.id())
                .param("from", from)
                .param("to", from.plusMonths(1))
                .query(row -> {
                    var place = new Place(
                            row.getString("account"),
                            row.getBoolean("in_month")
                                    ? ServiceNames.common(row.getString("service"), row.getString("record_type"))
                                    : null,
                            row.getString("currency"));
                    BigDecimal amount = row.getBigDecimal("amount");
                    int side = row.getBoolean("exported") ? 1 : 0;
                    @Nullable BigDecimal[] both = sums.computeIfAbsent(place, any -> new @Nullable BigDecimal[2]);
                    BigDecimal before = both[side];
                    both[side] = before == null ? amount : before.add(amount);
                });
        Map<String, String> names = DimensionLabels.accountNames(organisation);
        List<Row> rows = sums.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey().account(),
                        names.getOrDefault(
                                entry.getKey().account(), entry.getKey().account()),
                        entry.getKey().service(),
                        entry.getKey().currency(),
                        entry.getValue()[0],
                        entry.getValue()[1]))
                .sorted(Comparator.comparing((Row row) -> row.difference().abs())
                        .reversed()
                        .thenComparing(Row::accountName)
                        .thenComparing(Row::account)
                        .thenComparing(Row::service, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Row::currency))
                .toList();
        return new Reconciliation(
                source,
                cost,
                totals(rows),
                (int) rows.stream().filter(Row::differs).count(),
                rows);
    }

    private static List<Sum> totals(List<Row> rows) {
        Map<String, Sum> totals = new TreeMap<>();
        for (Row row : rows) {
            totals.merge(
                    row.currency(),
                    new Sum(row.currency(), Row.zero(row.costExplorer()), Row.zero(row.export())),
                    (one, other) -> new Sum(
                            one.currency(),
                            one.costExplorer().add(other.costExplorer()),
                            one.export().add(other.export())));
        }
        return List.copyOf(totals.values());
    }

    private record Place(String account, @Nullable String service, String currency) {}

    /**
     * Puts services of Cost Explorer and of exports under one name, so that what both say can be held against each other. The map is a
     * file with a version: another version may give other sums by service.
     */
    public static final class ServiceNames {
        /** The file's version. */
        public static final int VERSION = 1;

        private static final String FILE = "service-names.csv";
        private static final Map<String, String> COMMON = read();

        private ServiceNames() {}

        /**
         * The name in common; a service that has one name everywhere keeps it. Tax is a service of its own in Cost Explorer, and a record
         * type of the taxed service in exports.
         *
         * @param service as a charge of either has it
         * @param recordType AWS's, or FOCUS's charge category where an export has no other
         */
        public static String common(String service, String recordType) {
            return recordType.equals("Tax") ? "Tax" : COMMON.getOrDefault(service, service);
        }

        private static Map<String, String> read() {
            var file = Objects.requireNonNull(ServiceNames.class.getResourceAsStream(FILE), FILE);
            try (CsvReader<CsvRecord> lines = CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return lines.stream()
                        .collect(Collectors.toUnmodifiableMap(line -> line.getField(0), line -> line.getField(1)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
