package dev.bursar.inventory;

import dev.bursar.charges.terms.TagsText;
import dev.bursar.inventory.Resource.OwnerBy;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The stored resources, for other modules: whoever shows one has checked before who may see it. */
@Component
@Transactional(readOnly = true)
public class Inventory {
    private static final RecordMapper<Resource> RESOURCE = RecordMapper.of(Resource.class)
            .with("tags", (row, column) -> TagsText.read(row.getString(column)))
            .with(
                    "ownerBy",
                    (row, column) -> OwnerBy.valueOf(row.getString(column).toUpperCase(Locale.ROOT)))
            .with("byTagging", (row, column) -> row.getObject("tagging_seen") != null)
            .with("byExplorer", (row, column) -> row.getObject("explorer_seen") != null);

    private static final String COLUMNS = """
            id, arn, account, region, type, name, tags, tags_known, made_by, team_id as team, owner_by, tagging_seen, explorer_seen, cost_known,
            has_cost, first_seen, last_seen, gone_at""";

    public static final int MOST_KEYS = 200;

    private static final int MOST_VALUES = 5_000;
    private static final int RESOURCES_A_PART = 5_000;

    private final JdbcClient jdbc;

    Inventory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Hands over every resource, those that are gone too, in the order in which they were found. */
    public void each(Consumer<Resource> consumer) {
        jdbc.sql("select " + COLUMNS + " from resource order by id")
                .withFetchSize(2_000)
                .query(row -> {
                    consumer.accept(RESOURCE.mapRow(row, 0));
                });
    }

    /** Those that have resources, gone ones too. */
    public List<String> accounts() {
        return List.copyOf(jdbc.sql("select distinct account from resource order by 1")
                .query(String.class)
                .list());
    }

    /** Hands over every resource of the account, those that are gone too, some thousands at a time. */
    public void each(String account, Consumer<List<Resource>> consumer) {
        long after = Long.MIN_VALUE;
        for (List<Resource> some = part(account, after); !some.isEmpty(); some = part(account, after)) {
            consumer.accept(some);
            after = some.getLast().id();
        }
    }

    private List<Resource> part(String account, long after) {
        return jdbc.sql("select " + COLUMNS + """
                         from resource where account = :account and id > :after order by id limit :most
                        """)
                .params(Params.of("account", account).and("after", after).and("most", RESOURCES_A_PART))
                .query(RESOURCE)
                .list();
    }

    public Optional<Resource> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from resource where id = :id")
                .param("id", id)
                .query(RESOURCE)
                .optional();
    }

    /** Those of these numbers that there are, by number. */
    public Map<Long, Resource> findAll(Collection<Long> ids) {
        return jdbc
                .sql("select " + COLUMNS + " from resource where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(RESOURCE)
                .list()
                .stream()
                .collect(Collectors.toMap(Resource::id, Function.identity()));
    }

    public Optional<Resource> find(String arn) {
        return jdbc.sql("select " + COLUMNS + " from resource where arn_hash = :hash")
                .param("hash", Sha256.of(arn))
                .query(RESOURCE)
                .optional();
    }

    /** The teams that some resources belong to, by ARN; without those that are not known. */
    public Map<String, TeamId> teams(Collection<String> arns) {
        Map<String, TeamId> teams = new HashMap<>();
        jdbc.sql("select arn, team_id from resource where arn_hash = any(:hashes)")
                .param("hashes", arns.stream().map(Sha256::of).toArray(byte[][]::new))
                .query(row -> {
                    teams.put(row.getString("arn"), new TeamId(row.getInt("team_id")));
                });
        return teams;
    }

    /** The values that some resources have of a tag, by ARN; without those that have none. */
    public Map<String, String> tagValues(Collection<String> arns, String key) {
        Map<String, String> values = new HashMap<>();
        tags(arns).forEach((arn, tags) -> {
            String value = tags.get(key);
            if (value != null) {
                values.put(arn, value);
            }
        });
        return values;
    }

    /** The tags of some resources, those that are gone too, by ARN; without those that have none. */
    public Map<String, Map<String, String>> tags(Collection<String> arns) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        jdbc.sql("select arn, tags from resource where arn_hash = any(:hashes) and tags <> '{}'")
                .param("hashes", arns.stream().map(Sha256::of).toArray(byte[][]::new))
                .query(row -> {
                    tags.put(row.getString("arn"), TagsText.read(row.getString("tags")));
                });
        return tags;
    }

    /**
     * What resources that are not gone have, by name; at most some thousands of each.
     *
     * @param keys of tags that people set: those that most resources have first, at most {@link #MOST_KEYS}
     */
    public record Values(List<String> types, List<String> accounts, List<String> keys) {}

    public Values values() {
        return new Values(texts("""
                        select distinct type collate "C" from resource where gone_at is null order by 1 limit :most
                        """, MOST_VALUES), texts("""
                        select distinct account collate "C" from resource where gone_at is null order by 1 limit :most
                        """, MOST_VALUES), texts("""
                        select t.key
                          from resource r cross join lateral json_object_keys(cast(r.tags as json)) as t (key)
                         where r.gone_at is null and r.tags <> '{}' and t.key !~* '^aws:'
                         group by 1 order by count(*) desc, t.key collate "C" limit :most
                        """, MOST_KEYS));
    }

    private List<String> texts(String sql, int most) {
        return List.copyOf(jdbc.sql(sql).param("most", most).query(String.class).list());
    }

    /** What {@link #has} looks into. */
    public enum Column {
        ARN,
        TYPE,
        ACCOUNT
    }

    /** Whether a resource that is not gone has this ARN, type or account. */
    public boolean has(Column column, String value) {
        String sql = switch (column) {
            case ARN ->
                "select exists (select from resource where arn_hash = sha256(convert_to(:value, 'UTF8')) and gone_at is null)";
            case TYPE -> "select exists (select from resource where type = :value and gone_at is null)";
            case ACCOUNT -> "select exists (select from resource where account = :value and gone_at is null)";
        };
        return jdbc.sql(sql).param("value", value).query(Boolean.class).single();
    }

    /** Others in the account that people or services have tagged, the newest first; at most 2,000. */
    public List<Resource> inAccount(String account) {
        return jdbc.sql("select " + COLUMNS + """
                         from resource where account = :account and gone_at is null and tags <> '{}'
                        order by last_seen desc, id limit 2000
                        """)
                .param("account", account)
                .query(RESOURCE)
                .list();
    }

    /** Which days costs of resources are of: the latest 30 with charges that name any; empty while no export has any. */
    public Optional<CostDays> costDays() {
        return jdbc.sql(
                        "select first_day as first, last_day as last from resource_cost_state where first_day is not null")
                .query(RecordMapper.of(CostDays.class))
                .optional();
    }

    /** First and last day, both included. */
    public record CostDays(LocalDate first, LocalDate last) {}

    /** What each of these cost on the latest 30 days, whoever's costs they are, by its number and currency. */
    public Map<Long, Map<String, BigDecimal>> windowCosts(Collection<Resource> resources) {
        Map<Long, Map<String, BigDecimal>> costs = new HashMap<>();
        jdbc.sql("""
                        select resource_id, currency, sum(effective_cost) as cost from resource_cost
                         where span = 'days' and resource_id = any(:ids) group by 1, 2
                        """)
                .param("ids", resources.stream().map(Resource::id).toArray(Long[]::new))
                .query(row -> {
                    costs.computeIfAbsent(row.getLong("resource_id"), any -> new HashMap<>())
                            .put(row.getString("currency"), row.getBigDecimal("cost"));
                });
        return costs;
    }

    /** What some resources cost a day on the latest 30 days of exports, by ARN; without those that cost nothing. */
    public Map<String, BigDecimal> costsADay(Collection<String> arns, String currency) {
        Map<String, BigDecimal> costs = new HashMap<>();
        jdbc.sql("""
                        select r.arn, sum(c.effective_cost) / (s.last_day - s.first_day + 1) as cost
                          from resource r join resource_cost c on c.resource_id = r.id and c.span = 'days' and c.currency = :currency
                         cross join resource_cost_state s
                         where r.arn_hash = any(:hashes) and s.first_day is not null
                         group by r.arn, s.first_day, s.last_day having sum(c.effective_cost) > 0
                        """)
                .param("hashes", arns.stream().map(Sha256::of).toArray(byte[][]::new))
                .param("currency", currency)
                .query(row -> {
                    costs.put(row.getString("arn"), row.getBigDecimal("cost"));
                });
        return costs;
    }

    /** What a resource cost on the latest 30 days, by currency and team; the month is their first day. */
    public List<MonthCost> windowCosts(long resource) {
        return costs(resource, "days");
    }

    /** What a resource cost by month, as far as exports say: the last three months with costs, oldest first. */
    public List<MonthCost> months(long resource) {
        return costs(resource, "month");
    }

    private List<MonthCost> costs(long resource, String span) {
        return jdbc.sql("""
                        select first_day as month, currency, team_id as team, effective_cost from resource_cost
                         where resource_id = :id and span = :span order by first_day, currency, team_id
                        """)
                .param("id", resource)
                .param("span", span)
                .query(RecordMapper.of(MonthCost.class))
                .list();
    }

    /** A month's EffectiveCost of a resource that belongs to one team. */
    public record MonthCost(LocalDate month, String currency, TeamId team, BigDecimal effectiveCost) {}

    /** How each place was last read. */
    public List<Reading> readings() {
        return jdbc.sql("""
                        select account, region, source, read_at as at, complete, resources from inventory_reading
                         order by account, region, source
                        """).query(RecordMapper.of(Reading.class)).list();
    }

    /**
     * @param source {@code tagging} or {@code resource-explorer}
     * @param complete whether everything there was listed
     */
    public record Reading(String account, String region, String source, Instant at, boolean complete, int resources) {}
}
