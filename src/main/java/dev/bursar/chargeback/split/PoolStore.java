package dev.bursar.chargeback.split;

import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores shared pools; who may is up to its callers. */
@Component
public class PoolStore {
    private final JdbcClient jdbc;

    PoolStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All terms of all pools, by pool and month. */
    public List<PoolTerms> all() {
        var numbers = numbers();
        return jdbc.sql("""
                        select pool_id, from_month, ended, name, position, kind, record_types, services, accounts, unallocated, owners,
                               callers, split, by_services, left_out, share_teams, shares, metric, by_unit,
                               later_pool, later_percent
                          from shared_pool_terms order by pool_id, from_month
                        """)
                .query((row, number) -> terms(row, numbers.getOrDefault(row.getInt("pool_id"), Map.of())))
                .list();
    }

    /** By pool, month and team. */
    private Map<Integer, Map<YearMonth, Map<Integer, BigDecimal>>> numbers() {
        Map<Integer, Map<YearMonth, Map<Integer, BigDecimal>>> numbers = new HashMap<>();
        jdbc.sql("select pool_id, billing_month, team_id, number from shared_pool_number")
                .query(row -> {
                    numbers.computeIfAbsent(row.getInt("pool_id"), any -> new HashMap<>())
                            .computeIfAbsent(
                                    YearMonth.from(row.getObject("billing_month", LocalDate.class)),
                                    any -> new HashMap<>())
                            .put(row.getInt("team_id"), row.getBigDecimal("number"));
                });
        return numbers;
    }

    /** Those of a pool, by month and team. */
    public Map<YearMonth, Map<Integer, BigDecimal>> numbers(int pool) {
        return numbers().getOrDefault(pool, Map.of());
    }

    /** Replaces a month's numbers of a pool. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void numbers(int pool, YearMonth month, Map<Integer, BigDecimal> byTeam) {
        jdbc.sql("delete from shared_pool_number where pool_id = :pool and billing_month = :month")
                .param("pool", pool)
                .param("month", month.atDay(1))
                .update();
        List<Map.Entry<Integer, BigDecimal>> entries = List.copyOf(byTeam.entrySet());
        jdbc.sql("""
                        insert into shared_pool_number (pool_id, billing_month, team_id, number)
                        select :pool, :month, team, number from unnest(:teams::int[], :numbers::numeric[]) as one (team, number)
                        """)
                .param("pool", pool)
                .param("month", month.atDay(1))
                .param("teams", entries.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                .param("numbers", entries.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new))
                .update();
    }

    /** The pools that hold in a month, in the order in which they take charges. */
    public List<Pool> of(YearMonth month) {
        return in(month, all());
    }

    /** The same of terms that are not stored. */
    public static List<Pool> in(YearMonth month, List<PoolTerms> all) {
        Map<Integer, PoolTerms> held = new TreeMap<>();
        all.stream()
                .filter(terms -> !terms.from().isAfter(month))
                .sorted(Comparator.comparing(PoolTerms::from))
                .forEach(terms -> held.put(terms.pool().id(), terms));
        return held.values().stream()
                .filter(terms -> !terms.ended())
                .map(terms -> terms.pool().in(month))
                .sorted(Comparator.comparing(Pool::position).thenComparing(Pool::id))
                .toList();
    }

    /** Changes whenever a pool does. */
    public String version() {
        return jdbc.sql("select count(*) || ' ' || coalesce(sum(version), 0) from shared_pool")
                .query(String.class)
                .single();
    }

    /** The version of a pool, by which two people who change it are told apart. */
    public Optional<Integer> version(int pool) {
        return jdbc.sql("select version from shared_pool where id = :id")
                .param("id", pool)
                .query(Integer.class)
                .optional();
    }

    /** One change of pools at a time, so that what was checked still holds when it is stored. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('shared_pool'))").query(row -> {});
    }

    /** Makes a pool without terms; returns its number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int add() {
        return jdbc.sql("insert into shared_pool default values returning id")
                .query(Integer.class)
                .single();
    }

    /** Counts a change; the first of two with the same version goes through. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(int pool, int version) {
        int changed = jdbc.sql("update shared_pool set version = version + 1 where id = :id and version = :version")
                .param("id", pool)
                .param("version", version)
                .update();
        if (changed == 0) {
            throw new StaleEdit("Pool " + pool);
        }
    }

    /** Sets what the pool is from a month on; what was set for it or for later months no longer holds. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void set(PoolTerms terms) {
        Pool pool = terms.pool();
        jdbc.sql("delete from shared_pool_terms where pool_id = :pool and from_month >= :from")
                .param("pool", pool.id())
                .param("from", terms.from().atDay(1))
                .update();
        var shares = pool.split() instanceof PoolSplit.Fixed(Map<Integer, BigDecimal> percents)
                ? List.copyOf(new TreeMap<>(percents).entrySet())
                : List.<Map.Entry<Integer, BigDecimal>>of();
        jdbc.sql("""
                        insert into shared_pool_terms (pool_id, from_month, ended, name, position, kind, record_types, services, accounts,
                               unallocated, owners, callers, split, by_services, left_out, share_teams, shares, metric, by_unit,
                               later_pool, later_percent)
                        values (:pool, :from, :ended, :name, :position, :kind, :types::text[], :services::text[], :accounts::text[],
                                :unallocated, :owners::int[], :callers::text[], :split, :byServices::text[], :leftOut::int[], :teams::int[], :shares::numeric[], :metric, :unit,
                                :laterPool, :laterPercent)
                        """)
                .param("pool", pool.id())
                .param("from", terms.from().atDay(1))
                .param("ended", terms.ended())
                .param("name", pool.name())
                .param("position", pool.position())
                .param("kind", pool.selection().kind().name())
                .param("types", sorted(pool.selection().recordTypes()))
                .param("services", sorted(pool.selection().services()))
                .param("accounts", sorted(pool.selection().accounts()))
                .param("unallocated", pool.selection().unallocated())
                .param("owners", pool.selection().teams().stream().sorted().toArray(Integer[]::new))
                .param("callers", sorted(pool.selection().callers()))
                .param("split", word(pool.split()))
                .param("metric", pool.split() instanceof PoolSplit.Metric by ? by.name() : null, Types.VARCHAR)
                .param("unit", pool.split() instanceof PoolSplit.Quantity by ? by.unit() : null, Types.VARCHAR)
                .param("laterPool", pool.passes().map(Passed::pool).orElse(null), Types.INTEGER)
                .param("laterPercent", pool.passes().map(Passed::percent).orElse(null), Types.NUMERIC)
                .param("byServices", sorted(services(pool.split())))
                .param("leftOut", pool.split().leftOut().stream().sorted().toArray(Integer[]::new))
                .param("teams", shares.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                .param("shares", shares.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new))
                .update();
    }

    private static Set<String> services(PoolSplit split) {
        return switch (split) {
            case PoolSplit.Proportional by -> by.services();
            case PoolSplit.Quantity by -> by.services();
            case PoolSplit.Even even -> Set.of();
            case PoolSplit.Fixed fixed -> Set.of();
            case PoolSplit.Metric by -> Set.of();
        };
    }

    private static String[] sorted(Set<String> texts) {
        return texts.stream().sorted().toArray(String[]::new);
    }

    private static String word(PoolSplit split) {
        return switch (split) {
            case PoolSplit.Even even -> "EVEN";
            case PoolSplit.Fixed fixed -> "FIXED";
            case PoolSplit.Proportional by -> by.basis().name();
            case PoolSplit.Metric by -> "METRIC";
            case PoolSplit.Quantity by -> "QUANTITY";
        };
    }

    private static PoolTerms terms(ResultSet row, Map<YearMonth, Map<Integer, BigDecimal>> numbers)
            throws SQLException {
        BigDecimal percent = row.getBigDecimal("later_percent");
        return new PoolTerms(
                YearMonth.from(row.getObject("from_month", LocalDate.class)),
                row.getBoolean("ended"),
                new Pool(
                        row.getInt("pool_id"),
                        row.getString("name"),
                        row.getBigDecimal("position"),
                        new PoolSelection(
                                PoolSelection.Kind.valueOf(row.getString("kind")),
                                set(row.getArray("record_types"), String.class::cast),
                                set(row.getArray("services"), String.class::cast),
                                set(row.getArray("accounts"), String.class::cast),
                                row.getBoolean("unallocated"),
                                set(row.getArray("owners"), Integer.class::cast),
                                set(row.getArray("callers"), String.class::cast)),
                        split(row, numbers),
                        Optional.ofNullable(row.getObject("later_pool", Integer.class))
                                .map(later -> new Passed(later, percent))));
    }

    private static PoolSplit split(ResultSet row, Map<YearMonth, Map<Integer, BigDecimal>> numbers)
            throws SQLException {
        Set<Integer> leftOut = set(row.getArray("left_out"), Integer.class::cast);
        return switch (row.getString("split")) {
            case "EVEN" -> new PoolSplit.Even(leftOut);
            case "FIXED" -> {
                var teams = (Integer[]) row.getArray("share_teams").getArray();
                var shares = (BigDecimal[]) row.getArray("shares").getArray();
                Map<Integer, BigDecimal> percents = new HashMap<>();
                for (int i = 0; i < teams.length; i++) {
                    percents.put(teams[i], shares[i]);
                }
                yield new PoolSplit.Fixed(percents);
            }
            case "METRIC" -> new PoolSplit.Metric(row.getString("metric"), numbers, leftOut);
            case "QUANTITY" ->
                new PoolSplit.Quantity(
                        set(row.getArray("by_services"), String.class::cast), row.getString("by_unit"), leftOut);
            case String basis ->
                new PoolSplit.Proportional(
                        PoolSplit.Basis.valueOf(basis), set(row.getArray("by_services"), String.class::cast), leftOut);
        };
    }

    private static <T> Set<T> set(Array array, Function<Object, T> of) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(of).collect(Collectors.toUnmodifiableSet());
    }
}
