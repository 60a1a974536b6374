package dev.bursar.ownership.apply;

import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.spi.AwsConnection.ValueCost;
import dev.bursar.setup.spi.ImportedTags;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds up what imported charges say of each tag, one month at a time. */
@Component
class ImportedTagCosts implements ImportedTags {
    private final JdbcClient jdbc;

    ImportedTagCosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean any() {
        return jdbc.sql("select exists (select from cost_export)")
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean nameCallers() {
        return jdbc.sql("select exists (select from term where kind = :kind and value <> '')")
                .param("kind", TermDictionary.Kind.CALLER.stored())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Unsplit unsplit() {
        return jdbc.sql("""
                        select coalesce(sum(eks_clusters), 0) as clusters, coalesce(sum(nodes_without_split_rows), 0) as nodes
                          from cost_export
                         where billing_month = (select max(billing_month) from cost_export)
                        having sum(split_rows) = 0
                        """).query(RecordMapper.of(Unsplit.class)).optional().orElse(Unsplit.NOTHING);
    }

    @Override
    public boolean has(String key) {
        return jdbc.sql("select exists (select from cost_export_tag where tag_key = :key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean besideCostsOfAws() {
        return jdbc.sql("select exists (select from cost_explorer_slice)")
                .query(Boolean.class)
                .single();
    }

    private record Newest(LocalDate month, Instant at) {}

    private Optional<Newest> newestExport() {
        return jdbc.sql("""
                        select billing_month as month, max(imported_at) as at from cost_export
                         group by 1 order by 1 desc limit 1
                        """).query(RecordMapper.of(Newest.class)).optional();
    }

    private static final class Tally {
        final Set<String> values = new HashSet<>();
        final Map<String, BigDecimal> costs = new TreeMap<>();
    }

    @Override
    public Optional<Month> newest() {
        return newestExport().map(newest -> {
            Map<String, BigDecimal> totals = new TreeMap<>();
            Map<String, Tally> keys = new TreeMap<>();
            each(newest.month(), List.of(), (day, tags, currency, cost) -> {
                totals.merge(currency, cost, BigDecimal::add);
                tags.forEach((key, value) -> {
                    if (!value.isEmpty()) {
                        Tally tally = keys.computeIfAbsent(key, any -> new Tally());
                        tally.values.add(value);
                        tally.costs.merge(currency, cost, BigDecimal::add);
                    }
                });
            });
            return new Month(
                    YearMonth.from(newest.month()),
                    newest.at(),
                    totals,
                    keys.entrySet().stream()
                            .map(key ->
                                    new Key(key.getKey(), key.getValue().values.size(), key.getValue().costs))
                            .toList());
        });
    }

    private record ValueAt(String value, String currency) {}

    @Override
    public List<ValueCost> values(TeamKeys keys) {
        Map<ValueAt, BigDecimal> costs = new HashMap<>();
        newestExport()
                .ifPresent(newest -> each(
                        newest.month(),
                        keys.changes(),
                        (day, tags, currency, cost) ->
                                costs.merge(new ValueAt(keys.value(tags, day), currency), cost, BigDecimal::add)));
        var values = new ArrayList<ValueCost>();
        costs.forEach((at, cost) -> values.add(new ValueCost(at.value(), at.currency(), cost)));
        values.sort(Comparator.comparing(ValueCost::amount)
                .reversed()
                .thenComparing(ValueCost::value)
                .thenComparing(ValueCost::currency));
        return values;
    }

    private record Untold(Map<String, String> tags, String currency, BigDecimal cost) {}

    @Override
    public Map<String, Map<String, BigDecimal>> missed(TeamKeys keys, YearMonth month) {
        Set<String> known = new HashSet<>();
        var untold = new ArrayList<Untold>();
        each(month.atDay(1), keys.changes(), (day, tags, currency, cost) -> {
            String value = keys.value(tags, day);
            if (!value.isEmpty()) {
                known.add(value);
            } else if (!tags.isEmpty()) {
                untold.add(new Untold(tags, currency, cost));
            }
        });
        Map<String, Map<String, BigDecimal>> missed = new TreeMap<>();
        for (Untold charges : untold) {
            charges.tags().forEach((key, value) -> {
                if (known.contains(value)) {
                    missed.computeIfAbsent(key, any -> new TreeMap<>())
                            .merge(charges.currency(), charges.cost(), BigDecimal::add);
                }
            });
        }
        return missed;
    }

    private interface Carried {
        void by(LocalDate since, Map<String, String> tags, String currency, BigDecimal cost);
    }

    /** Charges of the month's days, added up by all their tags between the days on which other keys begin to count. */
    private void each(LocalDate month, Collection<LocalDate> begins, Carried carried) {
        var days = new TreeSet<>(begins);
        days.add(month);
        List<LocalDate> cuts = List.copyOf(days.tailSet(month));
        jdbc.sql("""
                        select c.stretch, t.value, c.currency, c.cost
                          from (select width_bucket(charge_day, cast(:cuts as date[])) as stretch, %s as tags_id, currency,
                                       sum(effective_cost) as cost from charge c
                                 where charge_day >= :from and charge_day < :to and export_id > 0 group by 1, 2, 3) c
                          left join term t on t.id = c.tags_id
                        """.formatted(ClusterPart.DECIDING_TAGS))
                .params(Params.of("cuts", cuts).and("from", month).and("to", month.plusMonths(1)))
                .query(row -> {
                    String tags = row.getString(2);
                    carried.by(
                            cuts.get(row.getInt(1) - 1),
                            tags == null ? Map.of() : TagsText.read(tags),
                            row.getString(3),
                            row.getBigDecimal(4));
                });
    }
}
