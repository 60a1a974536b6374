package dev.bursar.chargeback.cut;

import dev.bursar.charges.Caller;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.SupportService;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.threeten.extra.LocalDateRange;

/**
 * Copies a billing month's charges into a cut: those of its deliveries, on whatever day, and Cost Explorer's of its days. Of a
 * commitment's fee the part that nothing used is what the fee and FOCUS's unused rows of its account and service have as EffectiveCost.
 */
@Component
class CutCopy {
    static final String CHARGES_OF_MONTH = """
             where c.charge_day >= :from and c.charge_day < :to
               and (c.export_id = 0 and c.charge_day >= :month and c.charge_day < :next or e.billing_month = :month)
            """;

    /** What is the cut's alone: none of its month's days are stored any more. */
    static final String EXPIRED = """
             where c.billing_month = :month and l.charge_month <> :month
               and exists (select from cost_export e where e.billing_month = :month and e.expired)
               and not exists (select from cost_export e join charge_slice s on s.export_id = e.id
                                where e.billing_month = :month and s.charge_day >= l.charge_month
                                  and s.charge_day < l.charge_month + interval '1 month')
            """;

    private final JdbcClient jdbc;
    private final CutRoundings roundings;
    private final CutQuantities quantities;

    CutCopy(JdbcClient jdbc, CutRoundings roundings, CutQuantities quantities) {
        this.jdbc = jdbc;
        this.roundings = roundings;
        this.quantities = quantities;
    }

    /**
     * Replaces the month's cut by one of its charges as they are; returns the new one's number. One that statements were issued from
     * is kept beside it. Of charges that expired it has the lines of the cut before.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long replace(YearMonth month, String fingerprint, Instant now) {
        LocalDateRange days = days(month);
        String expired = expired(month);
        String expiredQuantities = quantities.expired(month);
        jdbc.sql("""
                        delete from chargeback_cut c where billing_month = :month
                           and not exists (select from chargeback_issue where cut_id = c.id)
                        """).param("month", month.atDay(1)).update();
        long id = add(month, fingerprint, now, expired);
        var kinds = kinds();
        var callers = callers();
        Integer[] corrections = terms(8, "lower(value) = 'correction'");
        jdbc.sql("""
                        with typed as (
                          select record_type_id, category, kind
                            from unnest(:types::int[], :categories::text[], :kinds::text[]) as t (record_type_id, category, kind)),
                        callers as (
                          select caller_id, name from unnest(:callers::int[], :callerNames::text[]) as n (caller_id, name)),
                        grouped as (
                          select c.team_id, c.rule_id, c.account_id, c.service_id, c.record_type_id, c.tag_value_id, t.category,
                                 case when c.pricing_category_id = any(:committed) and t.category = 'USAGE'
                                      then case when c.usage_quantity is null and c.billed_cost = 0 then 'UNUSED_COMMITMENT'
                                                else 'COVERED_USAGE' end
                                      when t.category = 'PURCHASE' and c.commitment_id is not null and c.commitment_id <> all(:none)
                                      then 'COMMITMENT_FEE'
                                      when t.category in ('USAGE', 'PURCHASE') and c.service_id = any(:support) then 'SUPPORT'
                                      else t.kind end as kind,
                                 coalesce(c.charge_class_id = any(:corrections), false) as correction,
                                 date_trunc('month', c.charge_day)::date as charge_month, c.currency, n.name as caller,
                                 sum(c.billed_cost) as billed, sum(c.effective_cost) as effective, count(*) as charges
                            from charge c
                            join typed t on t.record_type_id = c.record_type_id
                            left join callers n on n.caller_id = c.caller_id
                            left join cost_export e on e.id = c.export_id
                """ + CHARGES_OF_MONTH + """
                           group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
                        unused as (
                          select account_id, service_id, currency, greatest(sum(effective), 0) as unused
                            from grouped where kind in ('COMMITMENT_FEE', 'UNUSED_COMMITMENT') group by 1, 2, 3)
                        insert into chargeback_cut_line (cut_id, team_id, rule_id, account_id, service_id, record_type_id,
                               tag_value_id, charge_category, charge_kind, correction, charge_month, currency, caller, billed_cost,
                               effective_cost, unused_cost, charges)
                        select :cut, g.team_id, g.rule_id, g.account_id, g.service_id, g.record_type_id, g.tag_value_id, g.category,
                               g.kind, g.correction, g.charge_month, g.currency, g.caller, g.billed, g.effective,
                               case when g.kind = 'COMMITMENT_FEE'
                                    then least(greatest(g.billed, 0), greatest(u.unused - coalesce(sum(greatest(g.billed, 0)) over (
                                           partition by g.account_id, g.service_id, g.currency, g.kind
                                           order by g.team_id, g.rule_id, g.record_type_id, g.tag_value_id, g.correction, g.charge_month, g.caller
                                           rows between unbounded preceding and 1 preceding), 0), 0))
                                    else 0 end,
                               g.charges
                          from grouped g
                          left join unused u on (u.account_id, u.service_id, u.currency)
                                              = (g.account_id, g.service_id, g.currency)
                        """)
                .param("types", kinds.ids())
                .param("categories", kinds.categories())
                .param("kinds", kinds.kinds())
                .param("callers", callers.keySet().toArray(Integer[]::new))
                .param("callerNames", callers.values().toArray(String[]::new))
                .param("committed", terms(7, "value = 'Committed'"))
                .param("none", terms(9, "value = ''"))
                .param("support", supportServices())
                .param("corrections", corrections)
                .param("cut", id)
                .param("from", days.getStart())
                .param("to", days.getEnd())
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .update();
        jdbc.sql("""
                        insert into chargeback_cut_line (cut_id, team_id, rule_id, account_id, service_id, record_type_id,
                               tag_value_id, charge_category, charge_kind, correction, charge_month, currency, caller, billed_cost,
                               effective_cost, unused_cost, charges)
                        select :cut, team_id, rule_id, account_id, service_id, record_type_id, tag_value_id, charge_category,
                               charge_kind, correction, charge_month, currency, caller, billed_cost, effective_cost, unused_cost,
                               charges
                          from jsonb_populate_recordset(null::chargeback_cut_line, cast(:expired as jsonb))
                        """).param("cut", id).param("expired", expired).update();
        roundings.add(id, month, days);
        quantities.add(id, month, days, kinds.usage(), corrections, expiredQuantities);
        return id;
    }

    /** Lines of the month's cut, as JSON, whose charges retention has deleted: none of their month's days are stored any more. */
    private String expired(YearMonth month) {
        return jdbc.sql("""
                        select coalesce(jsonb_agg(to_jsonb(l)), '[]')::text
                          from chargeback_newest_cut c join chargeback_cut_line l on l.cut_id = c.id
                        """ + EXPIRED)
                .param("month", month.atDay(1))
                .query(String.class)
                .single();
    }

    private long add(YearMonth month, String fingerprint, Instant now, String expired) {
        return jdbc.sql("""
                        with slices as (
                          select s.charge_day, s.charges, s.observed_at, s.finality, s.export_id
                            from charge_slice s left join cost_export e on e.id = s.export_id
                           where s.export_id = 0 and s.charge_day >= :month and s.charge_day < :next or e.billing_month = :month)
                        insert into chargeback_cut (billing_month, fingerprint, made_at, observed_at, charges, estimated,
                               estimated_from, estimated_to, from_exports, from_cost_explorer)
                        select :month, decode(:fingerprint, 'hex'), :now, coalesce(max(observed_at), :now),
                               coalesce(sum(charges), 0)
                                 + (select coalesce(sum(l.charges), 0)
                                      from jsonb_populate_recordset(null::chargeback_cut_line, cast(:expired as jsonb)) l),
                               count(distinct charge_day) filter (where finality = 'estimated'),
                               min(charge_day) filter (where finality = 'estimated'),
                               max(charge_day) filter (where finality = 'estimated'),
                               coalesce(bool_or(export_id > 0), false), coalesce(bool_or(export_id = 0), false)
                          from slices
                        returning id
                        """)
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .param("fingerprint", fingerprint)
                .param("expired", expired)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** From the first to the last day of the month's charges. */
    private LocalDateRange days(YearMonth month) {
        return jdbc.sql("""
                        select least(min(s.charge_day), :month) as first, greatest(max(s.charge_day), :month + 27) as last
                          from cost_export e join charge_slice s on s.export_id = e.id where e.billing_month = :month
                        """)
                .param("month", month.atDay(1))
                .query((row, number) -> LocalDateRange.of(
                        row.getObject("first", LocalDate.class),
                        max(
                                row.getObject("last", LocalDate.class).plusDays(1),
                                month.plusMonths(1).atDay(1))))
                .single();
    }

    private static LocalDate max(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private record Kinds(Integer[] ids, String[] categories, String[] kinds) {
        Integer[] usage() {
            return IntStream.range(0, ids.length)
                    .filter(i -> kinds[i].equals(ChargeKind.USAGE.name())
                            || kinds[i].equals(ChargeKind.COVERED_USAGE.name()))
                    .mapToObj(i -> ids[i])
                    .toArray(Integer[]::new);
        }
    }

    private Kinds kinds() {
        var types = jdbc.sql("select id, value from term where kind = 3 order by id")
                .query((row, number) -> Map.entry(row.getInt("id"), row.getString("value")))
                .list();
        var ids = new Integer[types.size()];
        var categories = new String[ids.length];
        var kinds = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            String type = types.get(i).getValue();
            ids[i] = types.get(i).getKey();
            categories[i] = RecordType.category(type).name();
            kinds[i] = kind(type).name();
        }
        return new Kinds(ids, categories, kinds);
    }

    private static ChargeKind kind(String recordType) {
        return switch (recordType.replace(" ", "").toLowerCase(Locale.ROOT)) {
            case "discountedusage", "savingsplancoveredusage" -> ChargeKind.COVERED_USAGE;
            case "rifee", "savingsplanrecurringfee", "savingsplanupfrontfee" -> ChargeKind.COMMITMENT_FEE;
            case "support" -> ChargeKind.SUPPORT;
            default ->
                switch (RecordType.category(recordType)) {
                    case USAGE -> ChargeKind.USAGE;
                    case TAX -> ChargeKind.TAX;
                    case CREDIT -> ChargeKind.CREDIT;
                    case PURCHASE, ADJUSTMENT -> ChargeKind.OTHER;
                };
        };
    }

    /** Names by number; a caller without one stays out, as it does of rules. */
    private Map<Integer, String> callers() {
        Map<Integer, String> callers = new TreeMap<>();
        jdbc.sql("select id, value from term where kind = 12").query(row -> {
            int id = row.getInt("id");
            Caller.of(row.getString("value")).ifPresent(caller -> callers.put(id, caller.text()));
        });
        return callers;
    }

    private Integer[] terms(int kind, String condition) {
        return jdbc.sql("select id from term where kind = :kind and " + condition)
                .param("kind", kind)
                .query(Integer.class)
                .list()
                .toArray(Integer[]::new);
    }

    private Integer[] supportServices() {
        var ids = new ArrayList<Integer>();
        jdbc.sql("select id, value from term where kind = 2 order by id").query(row -> {
            if (SupportService.is(row.getString("value"))) {
                ids.add(row.getInt("id"));
            }
        });
        return ids.toArray(Integer[]::new);
    }

    /** Currencies in which the cut doesn't add up to what its sources say: to rollups and to the deliveries' own sums. */
    List<String> mismatches(long cut, YearMonth month) {
        return jdbc.sql("""
                        with cut as (
                          select currency, charge_month, sum(billed_cost) as billed, sum(effective_cost) as effective
                            from chargeback_cut_line where cut_id = :cut group by 1, 2),
                        days as (
                          select currency, billed, effective from cut where charge_month = :month
                          union all
                          select c.currency, c.billed_cost, c.effective_cost from charge c
                           where c.charge_day >= :month and c.charge_day < :next and c.export_id > 0
                             and c.export_id <> all(array(select id from cost_export where billing_month = :month))
                          union all
                          select currency, -billed_cost, -effective_cost from spend_by_month where charge_month = :month),
                        deliveries as (
                          select currency, billed, effective from cut
                          union all
                          select s.currency, -s.billed_cost, -s.effective_cost
                            from cost_export_sum s join cost_export e on e.id = s.export_id where e.billing_month = :month
                          union all
                          select c.currency, -c.billed_cost, -c.effective_cost from charge c
                           where c.charge_day >= :month and c.charge_day < :next and c.export_id = 0)
                        select currency from days group by 1 having sum(billed) <> 0 or sum(effective) <> 0
                        union
                        select currency from deliveries
                         where exists (select from cost_export where billing_month = :month)
                         group by 1 having sum(billed) <> 0 or sum(effective) <> 0
                         order by 1
                        """)
                .param("cut", cut)
                .param("month", month.atDay(1))
                .param("next", month.plusMonths(1).atDay(1))
                .query((row, number) -> row.getString("currency"))
                .list();
    }
}
