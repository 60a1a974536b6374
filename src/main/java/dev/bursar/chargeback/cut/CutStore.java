package dev.bursar.chargeback.cut;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Stores cuts. A billing month has the charges of its deliveries, and those of Cost Explorer by day. */
@Component
public class CutStore {
    /**
     * Which charges months consist of: the versions of the months that their days lie in, and their deliveries. A month whose own days
     * have expired isn't among them, whatever its or other deliveries have on days that are kept; nor is one whose cut has charges of
     * Cost Explorer that have, when a delivery of it comes again.
     */
    private static final String FINGERPRINTS = """
        with delivered as (
          select distinct e.billing_month, m.charge_month
            from cost_export e
           cross join lateral (select min(s.charge_day) as first, max(s.charge_day) as last
                                 from charge_slice s where s.export_id = e.id and s.export_id > 0) d
            join charge_month m on m.charge_month > d.first - 31 and m.charge_month <= d.last
           where exists (select from charge_slice s
                          where s.export_id = e.id and s.export_id > 0 and s.charge_day >= m.charge_month
                            and s.charge_day < m.charge_month + interval '1 month')),
        touched as (
          select m.charge_month as billing_month, m.charge_month from charge_month m
           where exists (select from charge_slice s where s.export_id = 0 and s.charge_day >= m.charge_month
                                                      and s.charge_day < m.charge_month + interval '1 month')
          union
          select billing_month, charge_month from delivered)
        select t.billing_month,
               sha256(convert_to(string_agg(t.charge_month || ' ' || m.version, ',' order by t.charge_month)
                                 || coalesce((select string_agg(e.id::text, ',' order by e.id) from cost_export e
                                               where e.billing_month = t.billing_month), ''), 'UTF8')) as fingerprint
          from touched t join charge_month m on m.charge_month = t.charge_month
         where not exists (select from cost_export e
                            where e.billing_month = t.billing_month and e.expired
                              and not exists (select from charge_slice s
                                               where s.export_id = e.id and s.export_id > 0
                                                 and s.charge_day >= e.billing_month
                                                 and s.charge_day < e.billing_month + interval '1 month'))
           and not exists (select from chargeback_newest_cut c
                            where c.billing_month = t.billing_month and c.from_cost_explorer
                              and not exists (select from charge_slice s
                                               where s.export_id = 0 and s.charge_day >= c.billing_month
                                                 and s.charge_day < c.billing_month + interval '1 month')
                              and not exists (select from superseded_slice s
                                               where s.charge_day >= c.billing_month
                                                 and s.charge_day < c.billing_month + interval '1 month'))
         group by t.billing_month
         order by t.billing_month
        """;

    private final JdbcClient jdbc;

    CutStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the charges of each month that still has its own days are now; changes whenever they do. */
    public Map<YearMonth, String> fingerprints() {
        Map<YearMonth, String> fingerprints = new TreeMap<>();
        jdbc.sql(FINGERPRINTS).query(row -> {
            fingerprints.put(month(row, "billing_month"), hex(row.getBytes("fingerprint")));
        });
        return fingerprints;
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    /** The numbers of cuts that were made after the newest that the activity log tells of. */
    SortedMap<YearMonth, Long> notRecorded() {
        SortedMap<YearMonth, Long> cuts = new TreeMap<>();
        jdbc.sql("""
            select billing_month, id from chargeback_cut
             where id > coalesce(
                 (select coalesce((select max(value::bigint) from jsonb_each_text(newest.after -> 'cuts')),
                                  (newest.after ->> 'cut')::bigint)
                    from (select after from journal where action = :action order by at desc, id desc limit 1) newest),
                 0)
            """).param("action", ChargebackAction.CUT_MADE.code()).query(row -> {
            cuts.put(month(row, "billing_month"), row.getLong("id"));
        });
        return cuts;
    }

    /** The fingerprints that the newest cuts were made from. */
    Map<YearMonth, String> cut() {
        Map<YearMonth, String> fingerprints = new TreeMap<>();
        jdbc.sql("select billing_month, fingerprint from chargeback_newest_cut").query(row -> {
            fingerprints.put(month(row, "billing_month"), hex(row.getBytes("fingerprint")));
        });
        return fingerprints;
    }

    /** Months whose charges could not be cut, by what their charges were. */
    Map<YearMonth, String> failed() {
        Map<YearMonth, String> fingerprints = new TreeMap<>();
        jdbc.sql("select billing_month, fingerprint from chargeback_cut_failure")
                .query(row -> {
                    fingerprints.put(month(row, "billing_month"), hex(row.getBytes("fingerprint")));
                });
        return fingerprints;
    }

    private static final String COLUMNS = """
        select id, billing_month, fingerprint, made_at, observed_at, charges, estimated, estimated_from, estimated_to,
               from_exports, from_cost_explorer
        """;

    /** A cut of each month, the newest month first: the one that its statements were issued from last, else its newest. */
    public List<Cut> all() {
        Map<YearMonth, String> now = fingerprints();
        return jdbc.sql(COLUMNS + """
              from (select distinct on (c.billing_month) c.* from chargeback_cut c
                      left join lateral (select max(number) as number from chargeback_issue where cut_id = c.id) i on true
                     order by c.billing_month, i.number desc nulls last, c.id desc) c
             order by billing_month desc
            """).query((row, number) -> cut(row, now)).list();
    }

    public Optional<Cut> find(YearMonth month) {
        return all().stream().filter(cut -> cut.month().equals(month)).findFirst();
    }

    /** A cut by its number. */
    public Optional<Cut> kept(long id) {
        Map<YearMonth, String> now = fingerprints();
        return jdbc.sql(COLUMNS + " from chargeback_cut where id = :id")
                .param("id", id)
                .query((row, number) -> cut(row, now))
                .optional();
    }

    /** The newest cut of each month, whatever was issued. */
    public Map<YearMonth, Cut> newest() {
        Map<YearMonth, String> now = fingerprints();
        return jdbc.sql(COLUMNS + " from chargeback_newest_cut").query((row, number) -> cut(row, now)).list().stream()
                .collect(Collectors.toMap(Cut::month, cut -> cut));
    }

    /** The newest cut of a month, whatever was issued. */
    public Optional<Cut> newest(YearMonth month) {
        Map<YearMonth, String> now = fingerprints();
        return jdbc.sql(COLUMNS + " from chargeback_newest_cut where billing_month = :month")
                .param("month", month.atDay(1))
                .query((row, number) -> cut(row, now))
                .optional();
    }

    private static Cut cut(ResultSet row, Map<YearMonth, String> now) throws SQLException {
        YearMonth month = month(row, "billing_month");
        LocalDate first = row.getObject("estimated_from", LocalDate.class);
        return new Cut(
                row.getLong("id"),
                month,
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("observed_at", OffsetDateTime.class).toInstant(),
                row.getLong("charges"),
                row.getInt("estimated"),
                first == null
                        ? Optional.empty()
                        : Optional.of(LocalDateRange.ofClosed(first, row.getObject("estimated_to", LocalDate.class))),
                row.getBoolean("from_exports"),
                row.getBoolean("from_cost_explorer"),
                !now.containsKey(month) || hex(row.getBytes("fingerprint")).equals(now.get(month)));
    }

    /** Why the month's charges could not be cut, in a sentence. */
    public Optional<String> failure(YearMonth month) {
        return jdbc.sql("select problem from chargeback_cut_failure where billing_month = :month")
                .param("month", month.atDay(1))
                .query(String.class)
                .optional();
    }

    /** A cut's charges, added up to what pools and statements ask for, in a stable order. */
    public List<CutCharge> charges(long cut) {
        return jdbc.sql("""
            select l.team_id, a.value as account, s.value as service, r.value as record_type, l.charge_category,
                   l.charge_kind, l.correction, l.charge_month, l.currency, l.billed, l.effective, l.unused, l.caller
              from (select team_id, account_id, service_id, record_type_id, charge_category, charge_kind, correction, charge_month,
                           currency, coalesce(caller, '') as caller,
                           sum(billed_cost) as billed, sum(effective_cost) as effective, sum(unused_cost) as unused
                      from chargeback_cut_line where cut_id = :cut group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) l
              join term a on a.id = l.account_id
              join term s on s.id = l.service_id
              join term r on r.id = l.record_type_id
             order by l.team_id, a.value collate "C", s.value collate "C", r.value collate "C", 5, 6, 7, 8, 9,
                      l.caller collate "C"
            """).param("cut", cut).query(CutStore::charge).list();
    }

    /**
     * A line of a cut as it is kept.
     *
     * @param rule the number of the ownership rule that gave it its team, 0 for none
     */
    public record CutLine(CutCharge charge, int rule, String tagValue, long charges) {}

    /** A cut's lines in a currency, the largest first. */
    public List<CutLine> lines(long cut, String currency) {
        return lines(cut).stream()
                .filter(line -> line.charge().currency().equals(currency))
                .toList();
    }

    /** A cut's lines, the largest first. */
    public List<CutLine> lines(long cut) {
        return jdbc.sql("""
            select l.team_id, a.value as account, s.value as service, r.value as record_type, l.charge_category,
                   l.charge_kind, l.correction, l.charge_month, l.currency, l.billed_cost as billed,
                   l.effective_cost as effective, l.unused_cost as unused, l.rule_id, t.value as tag_value, l.charges,
                   coalesce(l.caller, '') as caller
              from chargeback_cut_line l
              join term a on a.id = l.account_id
              join term s on s.id = l.service_id
              join term r on r.id = l.record_type_id
              join term t on t.id = l.tag_value_id
             where l.cut_id = :cut
             order by abs(l.billed_cost) desc, a.value, s.value, r.value, t.value, l.team_id, l.charge_month, caller
            """)
                .param("cut", cut)
                .query((row, number) -> new CutLine(
                        charge(row, number), row.getInt("rule_id"), row.getString("tag_value"), row.getLong("charges")))
                .list();
    }

    private static CutCharge charge(ResultSet row, int number) throws SQLException {
        return new CutCharge(
                row.getInt("team_id"),
                row.getString("account"),
                row.getString("service"),
                row.getString("record_type"),
                ChargeCategory.valueOf(row.getString("charge_category")),
                ChargeKind.valueOf(row.getString("charge_kind")),
                row.getBoolean("correction"),
                month(row, "charge_month"),
                row.getString("currency"),
                row.getBigDecimal("billed"),
                row.getBigDecimal("effective"),
                row.getBigDecimal("unused"),
                row.getString("caller"));
    }

    static YearMonth month(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }

    /** Which charges all months were last looked at for, and whether their cuts were made then. */
    record Look(String version, boolean done) {}

    Optional<Look> lastLook() {
        return jdbc.sql("select version, done from chargeback_cut_watch")
                .query((row, number) -> new Look(row.getString("version"), row.getBoolean("done")))
                .optional();
    }

    void looked(Look look) {
        jdbc.sql("""
            insert into chargeback_cut_watch (version, done) values (:version, :done)
            on conflict (single) do update set version = excluded.version, done = excluded.done
            """)
                .param("version", look.version())
                .param("done", look.done())
                .update();
    }

    void failed(YearMonth month, String fingerprint, String problem, Instant now) {
        jdbc.sql("""
            insert into chargeback_cut_failure (billing_month, failed_at, fingerprint, problem)
            values (:month, :now, decode(:fingerprint, 'hex'), :problem)
            on conflict (billing_month) do update
               set failed_at = excluded.failed_at, fingerprint = excluded.fingerprint, problem = excluded.problem
            """)
                .param("month", month.atDay(1))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("fingerprint", fingerprint)
                .param("problem", problem)
                .update();
    }

    /** Forgets why the others could not be cut: their charges expired meanwhile. */
    void failedOnly(Collection<YearMonth> months) {
        jdbc.sql("delete from chargeback_cut_failure where billing_month <> all(cast(:months as date[]))")
                .param(
                        "months",
                        months.stream().map(month -> month.atDay(1).toString()).toArray(String[]::new))
                .update();
    }

    void succeeded(YearMonth month) {
        jdbc.sql("delete from chargeback_cut_failure where billing_month = :month")
                .param("month", month.atDay(1))
                .update();
    }

    /** EffectiveCost of a calendar month by team and currency, as Spend shows it now. */
    public Map<TeamCurrency, BigDecimal> spend(YearMonth month) {
        return byTeam(jdbc.sql("""
            select team_id, currency, sum(effective_cost) as amount
              from spend_by_month where charge_month = :month group by 1, 2
            """).param("month", month.atDay(1)));
    }

    /** EffectiveCost of a calendar month's days that the cuts of other billing months have. */
    public Map<TeamCurrency, BigDecimal> billedElsewhere(YearMonth month) {
        return byTeam(jdbc.sql("""
            select l.team_id, l.currency, sum(l.effective_cost) as amount
              from chargeback_cut_line l join chargeback_newest_cut c on c.id = l.cut_id
             where l.charge_month = :month and c.billing_month <> :month group by 1, 2
            """).param("month", month.atDay(1)));
    }

    /** @param team its number; 0 for what no team owns */
    public record TeamCurrency(int team, String currency) {}

    private static Map<TeamCurrency, BigDecimal> byTeam(JdbcClient.StatementSpec question) {
        Map<TeamCurrency, BigDecimal> amounts = new HashMap<>();
        question.query(row -> {
            amounts.put(
                    new TeamCurrency(row.getInt("team_id"), row.getString("currency")), row.getBigDecimal("amount"));
        });
        return amounts;
    }
}
