package dev.bursar.charges.query;

import dev.bursar.charges.store.Rollups;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Exact sums of charges by any dimensions, for the command line. */
@Service
@Transactional(readOnly = true)
public class ChargeTotals {
    /** The days for which a partition can be made. */
    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2200, 1, 1);

    private final JdbcClient jdbc;
    private final Rollups rollups;

    ChargeTotals(JdbcClient jdbc, Rollups rollups) {
        this.jdbc = jdbc;
        this.rollups = rollups;
    }

    /** What a total can be split by, the six from {@link #REGION} on only where an export says; {@link #DAY} and {@link #MONTH} give first days as ISO dates. */
    public enum By {
        TEAM("case when c.team_id = 0 then 'Unallocated' else team.name end"),
        ACCOUNT("account.value"),
        SERVICE("service.value"),
        RECORD_TYPE("record_type.value"),
        TAG("tag.value"),
        REGION("coalesce((select value from term where id = c.region_id), '')"),
        USAGE_TYPE("coalesce((select value from term where id = c.usage_type_id), '')"),
        PRICING_CATEGORY("coalesce((select value from term where id = c.pricing_category_id), '')"),
        COMMITMENT("coalesce((select value from term where id = c.commitment_id), '')"),
        RESOURCE("coalesce((select value from term where id = c.resource_id), '')"),
        CALLER("coalesce((select value from term where id = c.caller_id), '')"),
        DAY("c.charge_day::text"),
        MONTH("date_trunc('month', c.charge_day::timestamp)::date::text");

        private final String sql;

        By(String sql) {
            this.sql = sql;
        }
    }

    /**
     * Which cost is added up: one of Bursar's two, or one of AWS's four as AWS gave it. FOCUS has none of these four, so its
     * charges count as 0 in them.
     */
    public enum Cost {
        BILLED("BilledCost", "c.billed_cost"),
        EFFECTIVE("EffectiveCost", "c.effective_cost"),
        UNBLENDED("UnblendedCost", "coalesce(c.unblended_cost, 0)"),
        AMORTIZED("AmortizedCost", "coalesce(c.amortized_cost, 0)"),
        NET_UNBLENDED("NetUnblendedCost", "coalesce(c.net_unblended_cost, 0)"),
        NET_AMORTIZED("NetAmortizedCost", "c.effective_cost");

        private final String label;
        private final String sql;

        Cost(String label, String sql) {
            this.label = label;
            this.sql = sql;
        }

        public String label() {
            return label;
        }
    }

    /** One sum; {@code values} in the order asked for, untagged is "". */
    public record Total(List<String> values, String currency, BigDecimal amount) {}

    /** How many stored sums of all days differ from their charges; 0 when all is well. */
    @PreAuthorize("hasRole('SYSTEM')")
    public long differencesOfRollups() {
        return rollups.differences(FIRST, LAST);
    }

    /** The sums of the days {@code from} (included) to {@code to} (excluded), in the order of their values. */
    @PreAuthorize("hasRole('SYSTEM')")
    public List<Total> totals(LocalDate from, LocalDate to, List<By> by, Cost cost) {
        String keys = by.stream().map(key -> key.sql + ", ").collect(Collectors.joining());
        // one that has ended may be called as another one
        String apart = by.contains(By.TEAM) ? ", c.team_id" : "";
        String places = java.util.stream.IntStream.rangeClosed(1, by.size() + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + keys + "c.currency, sum(" + cost.sql + """
                        ) amount
                          from charge c
                          join term account on account.id = c.account_id
                          join term service on service.id = c.service_id
                          join term record_type on record_type.id = c.record_type_id
                          join term tag on tag.id = c.tag_value_id
                          left join team on team.id = c.team_id
                         where c.charge_day >= :from and c.charge_day < :to
                        """ + " group by " + places + apart
                        + " order by "
                        + places + apart)
                .param("from", from)
                .param("to", to)
                .query((row, number) -> {
                    var values = new java.util.ArrayList<String>(by.size());
                    for (int i = 1; i <= by.size(); i++) {
                        values.add(row.getString(i));
                    }
                    return new Total(List.copyOf(values), row.getString("currency"), row.getBigDecimal("amount"));
                })
                .list();
    }
}
