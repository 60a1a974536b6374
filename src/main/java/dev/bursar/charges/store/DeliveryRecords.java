package dev.bursar.charges.store;

import dev.bursar.charges.spi.DeliveredCosts.Delivered;
import dev.bursar.charges.spi.DeliveredCosts.DeliveredElsewhere;
import dev.bursar.charges.spi.DeliveredCosts.Held;
import dev.bursar.charges.spi.DeliveredCosts.Origin;
import dev.bursar.charges.spi.DeliveredCosts.Part;
import dev.bursar.charges.spi.DeliveredCosts.SplitRows;
import dev.bursar.charges.spi.DeliveredCosts.Stored;
import dev.bursar.charges.spi.DeliveredCosts.Sum;
import dev.bursar.charges.store.DeliveryRows.Tally;
import dev.bursar.charges.store.DeliveryRows.Unit;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Organisation;
import dev.bursar.org.spi.AccountSource;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What is known of the deliveries whose charges are stored: their numbers, sums, accounts, tags and slices. */
@Component
class DeliveryRecords {
    private final JdbcClient jdbc;
    private final BinaryCopy copy;
    private final TermDictionary terms;
    private final Organisation organisation;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;
    private final TransactionTemplate own;

    DeliveryRecords(
            JdbcClient jdbc,
            BinaryCopy copy,
            TermDictionary terms,
            Organisation organisation,
            Journal journal,
            Scope scope,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.copy = copy;
        this.terms = terms;
        this.organisation = organisation;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Set<Origin> origins() {
        return Set.copyOf(jdbc.sql("select distinct origin, billing_month from cost_export where origin <> ''")
                .query((row, number) -> new Origin(row.getString(1), YearMonth.from(row.getObject(2, LocalDate.class))))
                .list());
    }

    Set<Origin> origins(LocalDate from, LocalDate to) {
        return Set.copyOf(jdbc.sql("""
                        select distinct e.origin, e.billing_month
                          from cost_export e join charge_slice s on s.export_id = e.id and s.export_id > 0
                         where e.origin <> '' and s.charge_day >= :from and s.charge_day < :to
                        """)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> new Origin(row.getString(1), YearMonth.from(row.getObject(2, LocalDate.class))))
                .list());
    }

    void adopt(Delivered delivered) {
        if (delivered.origin().isEmpty()) {
            return;
        }
        own.executeWithoutResult(status -> jdbc
                .sql(
                        "select id, origin from cost_export where fingerprint = :fingerprint and origin <> :origin for update")
                .param("fingerprint", delivered.fingerprint())
                .param("origin", delivered.origin())
                .query((row, number) -> Map.entry(row.getInt(1), row.getString(2)))
                .list()
                .stream()
                .filter(part -> !delivered.givesWayTo().test(part.getValue()))
                .forEach(part -> jdbc.sql("update cost_export set origin = :origin where id = :id")
                        .param("origin", delivered.origin())
                        .param("id", part.getKey())
                        .update()));
    }

    boolean has(byte[] fingerprint) {
        return jdbc.sql(
                        "select count(*) = min(parts) and not bool_or(expired) from cost_export where fingerprint = :fingerprint having count(*) > 0")
                .param("fingerprint", fingerprint)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    List<Held> held() {
        var sums = new HashMap<Integer, SortedMap<String, Sum>>();
        jdbc.sql("select export_id, currency, billed_cost, effective_cost from cost_export_sum")
                .query(row -> {
                    sums.computeIfAbsent(row.getInt(1), any -> new TreeMap<>())
                            .put(row.getString(2), new Sum(row.getBigDecimal(3), row.getBigDecimal(4)));
                });
        return jdbc.sql("""
                        select e.id, e.provider, e.billing_account, e.billing_month, e.source, e.format, e.lines, e.charges,
                               e.imported_by, e.imported_at, s.first_day, s.last_day, e.split_rows, e.split_rows_without_node,
                               e.split_rows_of_absent_nodes, e.split_rows_without_weights, e.nodes_without_split_rows, e.eks_clusters,
                               (select count(*) from cost_export_account a where a.export_id = e.id) as accounts
                          from cost_export e
                          join lateral (select min(charge_day) as first_day, max(charge_day) as last_day
                                          from charge_slice where export_id = e.id) s on s.first_day is not null
                         order by e.billing_month desc, e.provider, e.billing_account
                        """)
                .query((row, number) -> new Held(
                        new Part(
                                row.getString("provider"),
                                row.getString("billing_account"),
                                YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                                row.getInt("accounts"),
                                row.getObject("first_day", LocalDate.class),
                                row.getObject("last_day", LocalDate.class).plusDays(1),
                                row.getLong("lines"),
                                row.getLong("charges"),
                                sums.getOrDefault(row.getInt("id"), new TreeMap<>()),
                                split(row)),
                        row.getString("source"),
                        row.getString("format"),
                        row.getString("imported_by"),
                        row.getObject("imported_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static @Nullable SplitRows split(ResultSet row) throws SQLException {
        long rows = row.getLong("split_rows");
        return row.wasNull()
                ? null
                : new SplitRows(
                        rows,
                        row.getLong("split_rows_without_node"),
                        row.getLong("split_rows_of_absent_nodes"),
                        row.getLong("split_rows_without_weights"),
                        row.getInt("nodes_without_split_rows"),
                        row.getInt("eks_clusters"));
    }

    /** A number for what is stored now, unless another export's delivery may not be replaced. */
    Integer number(Unit unit, Delivered delivered) {
        jdbc.sql("""
                        select origin from cost_export
                         where (provider, billing_account, billing_month) = (:provider, :account, :month)
                        """)
                .param("provider", unit.provider())
                .param("account", unit.billingAccount())
                .param("month", unit.period().atDay(1))
                .query(String.class)
                .optional()
                .filter(origin -> !origin.isEmpty() && delivered.givesWayTo().test(origin))
                .ifPresent(origin -> {
                    throw new DeliveredElsewhere(origin, unit.billingAccount(), unit.period());
                });
        return jdbc.sql("select nextval('cost_export_id')::int")
                .query(Integer.class)
                .single();
    }

    /** Numbers of what the delivery replaces. */
    List<Integer> replaced(Collection<Unit> units, Delivered delivered) {
        return jdbc.sql("""
                        select e.id from cost_export e
                          join unnest(:providers, :accounts, cast(:months as date[])) u (provider, account, month)
                            on (e.provider, e.billing_account, e.billing_month) = (u.provider, u.account, u.month)
                         union
                        select id from cost_export
                         where origin = :origin and origin <> '' and billing_month = cast(:period as date)
                        """)
                .param("origin", delivered.origin())
                .param(
                        "period",
                        delivered.billingPeriod() == null
                                ? null
                                : delivered.billingPeriod().atDay(1),
                        java.sql.Types.DATE)
                .param("providers", units.stream().map(Unit::provider).toArray(String[]::new))
                .param("accounts", units.stream().map(Unit::billingAccount).toArray(String[]::new))
                .param(
                        "months",
                        units.stream()
                                .map(unit -> unit.period().atDay(1).toString())
                                .toArray(String[]::new))
                .query((row, number) -> row.getInt(1))
                .list();
    }

    List<LocalDate> daysOf(List<Integer> exports) {
        return jdbc.sql("select distinct charge_day from charge_slice where export_id = any(:exports)")
                .param("exports", exports.toArray(Integer[]::new))
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list();
    }

    record SliceAt(LocalDate day, int account, LocalDate month) {}

    record Old(byte[] hash, String finality) {}

    /** What the slices to be replaced hold. */
    Map<SliceAt, Old> old(List<Integer> exports) {
        var found = new HashMap<SliceAt, Old>();
        jdbc.sql("""
                        select s.charge_day, s.account_id, e.billing_month, s.content_hash, s.finality
                          from charge_slice s join cost_export e on e.id = s.export_id where e.id = any(:exports)
                        """).param("exports", exports.toArray(Integer[]::new)).query(row -> {
            found.put(
                    new SliceAt(row.getObject(1, LocalDate.class), row.getInt(2), row.getObject(3, LocalDate.class)),
                    new Old(row.getBytes(4), row.getString(5)));
        });
        return found;
    }

    /** Deletes deliveries with their charges, which lie on the days. */
    void delete(List<Integer> exports, Set<LocalDate> days) {
        if (exports.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        delete from charge where export_id = any(:exports)
                           and charge_day = any(:days) and charge_day between :first and :last
                        """)
                .param("exports", exports.toArray(Integer[]::new))
                .param("days", DayArray.of(days))
                .param("first", Collections.min(days))
                .param("last", Collections.max(days))
                .update();
        for (String statement : List.of(
                "delete from charge_slice where export_id = any(:exports)",
                "delete from cost_export where id = any(:exports)")) {
            jdbc.sql(statement)
                    .param("exports", exports.toArray(Integer[]::new))
                    .update();
        }
    }

    void remember(Delivered delivered, String format, DeliveryRows rows) {
        Instant now = clock.instant();
        rows.tallies().forEach((unit, part) -> {
            jdbc.sql("""
                            insert into cost_export (id, provider, billing_account, billing_month, source, format,
                                                     fingerprint, lines, charges, tag_key, tag_keys, clusters, parts, origin, imported_by,
                                                     imported_at, split_rows, split_rows_without_node, split_rows_of_absent_nodes,
                                                     split_rows_without_weights, nodes_without_split_rows, eks_clusters)
                            values (:id, :provider, :account, :month, :source, :format,
                                    :fingerprint, :lines, :charges, :key, :keys, :clusters, :parts, :origin, :by, :now,
                                    :splitRows, :withoutNode, :ofAbsentNodes, :withoutWeights, :nodesWithout, :clusters)
                            """)
                    .param("id", part.id)
                    .param("provider", unit.provider())
                    .param("account", unit.billingAccount())
                    .param("month", unit.period().atDay(1))
                    .param("source", delivered.source())
                    .param("format", format)
                    .param("fingerprint", delivered.fingerprint())
                    .param("lines", part.lines)
                    .param("charges", part.charges)
                    .param("key", rows.teamKeys().first())
                    .param("keys", ChargeOwners.stored(rows.teamKeys()))
                    .param("clusters", part.parted ? rows.clusters().text() : null)
                    .param("parts", rows.tallies().size())
                    .param("splitRows", part.splitRows)
                    .param("withoutNode", part.withoutNode)
                    .param("ofAbsentNodes", part.ofAbsentNodes)
                    .param("withoutWeights", part.withoutWeights)
                    .param("nodesWithout", part.nodesWithoutRows.size())
                    .param("clusters", part.split().clusters())
                    .param("origin", delivered.origin())
                    .param("by", scope.actor().name())
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
            part.sums.forEach((currency, sum) -> jdbc.sql("""
                            insert into cost_export_sum (export_id, currency, billed_cost, effective_cost)
                            values (:id, :currency, :billed, :effective)
                            """)
                    .param("id", part.id)
                    .param("currency", currency)
                    .param("billed", sum.billed())
                    .param("effective", sum.effective())
                    .update());
            jdbc.sql("insert into cost_export_account (export_id, account_id) select :id, unnest(:accounts)")
                    .param("id", part.id)
                    .param(
                            "accounts",
                            terms.ids(TermDictionary.Kind.ACCOUNT, part.accounts)
                                    .values()
                                    .toArray(Integer[]::new))
                    .update();
            jdbc.sql("insert into cost_export_tag (export_id, tag_key) select :id, unnest(:keys)")
                    .param("id", part.id)
                    .param("keys", part.tagKeys.toArray(String[]::new))
                    .update();
        });
    }

    void slices(DeliveryRows rows, Map<SliceAt, Old> old, String source) {
        Instant now = clock.instant();
        Map<Integer, YearMonth> periods = new HashMap<>();
        rows.tallies().forEach((unit, part) -> periods.put(part.id, unit.period()));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var written = new SliceRows("export:" + source, 0, now);
        Set<LocalDate> changed = new HashSet<>();
        rows.slices().forEach((key, slice) -> {
            YearMonth period = Objects.requireNonNull(periods.get(key.export()));
            byte[] hash = slice.hash();
            @Nullable Old before = old.get(new SliceAt(key.day(), key.account(), period.atDay(1)));
            boolean same = before != null && Arrays.equals(before.hash(), hash);
            if (!same) {
                changed.add(key.day());
            }
            String finality = SliceFinality.of(
                    before == null ? null : before.finality(), same, SliceFinality.open(period, today));
            written.add(key.day(), key.account(), finality, hash, slice.charges, key.export());
        });
        written.copy(copy, "charge_slice");
        DayArrivals.changed(jdbc, changed, today);
    }

    /** Makes accounts known that nobody has listed yet; what AWS says of others is better. */
    void name(Map<Unit, Tally> parts) {
        Set<String> known = new HashSet<>();
        organisation.accounts().forEach(account -> known.add(account.id()));
        parts.forEach((unit, part) -> organisation.observed(part.accounts.stream()
                .filter(AccountSource.Found::isId)
                .filter(known::add)
                .map(id -> new AccountSource.Found(id, id, unit.billingAccount(), ""))
                .toList()));
    }
    /** The sums of those days on which nobody else has charges. */
    List<DaySums.Ready> ofOwnDays(Collection<LocalDate> days, DeliveryRows rows) {
        Set<LocalDate> shared = Set.copyOf(jdbc.sql("""
                        select distinct charge_day from charge_slice
                         where charge_day = any(:days) and export_id <> all(:exports)
                        """)
                .param("days", DayArray.of(days))
                .param(
                        "exports",
                        rows.tallies().values().stream().map(part -> part.id).toArray(Integer[]::new))
                .query((row, number) -> row.getObject(1, LocalDate.class))
                .list());
        return rows.sums().stream().filter(sums -> !shared.contains(sums.day())).toList();
    }

    /** Writes into the journal what was stored. */
    void journal(Delivered delivered, Stored stored) {
        journal.record(ChargesAction.CHARGE_FILES_IMPORTED, delivered.source(), null, inShort(stored));
    }

    private static Map<String, Object> inShort(Stored stored) {
        var facts = new TreeMap<String, Object>();
        facts.put("format", stored.format());
        facts.put("lines", stored.lines());
        facts.put("charges", stored.charges());
        facts.put(
                "billingPeriods",
                stored.parts().stream()
                        .map(part -> part.billingPeriod().toString())
                        .distinct()
                        .sorted()
                        .toList());
        Part.total(stored.parts())
                .forEach((currency, sum) ->
                        facts.put("billedCost " + currency, sum.billed().toPlainString()));
        return facts;
    }
}
