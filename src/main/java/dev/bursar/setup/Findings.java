package dev.bursar.setup;

import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.spi.AwsConnection.Identity;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.setup.spi.AwsConnection.ValueCost;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what AWS said last, so that nobody has to ask again to see it. */
@Component
class Findings {
    private final JdbcClient jdbc;
    private final Clock clock;

    Findings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Identity> identity() {
        return jdbc.sql("select account, arn from aws_identity")
                .query(RecordMapper.of(Identity.class))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void found(Identity identity) {
        jdbc.sql("""
                        insert into aws_identity (account, arn) values (:account, :arn)
                        on conflict (single) do update set account = excluded.account, arn = excluded.arn
                        """).params(Params.of(identity)).update();
    }

    /** What was tested last; a request that a run has sent since and AWS has answered counts as well. */
    Map<Permission, Check> checks() {
        Map<Permission, Check> checks = new EnumMap<>(Permission.class);
        jdbc.sql("select action, outcome, problem, what_to_do, checked_at as at from aws_check order by action")
                .query(row -> {
                    checks.put(
                            Permission.of(row.getString("action")),
                            RecordMapper.of(Check.class).mapRow(row, 0));
                });
        answered().forEach((permission, at) -> {
            Check tested = checks.get(permission);
            if (tested == null || tested.at().isBefore(at)) {
                checks.put(permission, Check.granted(at));
            }
        });
        return checks;
    }

    private Map<Permission, Instant> answered() {
        Map<Permission, Instant> answered = new EnumMap<>(Permission.class);
        jdbc.sql("""
                        select q.api, max(r.started_at) as at
                          from sync_request q join sync_run r on r.id = q.run_id
                         where q.outcome = 'answered' and q.requests > 0 and q.api = any(:actions)
                         group by q.api
                        """)
                .param(
                        "actions",
                        Arrays.stream(Permission.values())
                                .map(Permission::action)
                                .toArray(String[]::new))
                .query(row -> {
                    answered.put(
                            Permission.of(row.getString("api")),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                });
        return answered;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void checked(Permission permission, Check check) {
        jdbc.sql("""
                        insert into aws_check (action, outcome, problem, what_to_do, checked_at)
                        values (:action, :outcome, :problem, :what_to_do, :at)
                        on conflict (action) do update set outcome = excluded.outcome, problem = excluded.problem,
                               what_to_do = excluded.what_to_do, checked_at = excluded.checked_at
                        """)
                .params(Params.of(check).and("action", permission.action()))
                .update();
    }

    /** Keys as they were listed, and what was read of their spend; those that were only read are there too. */
    List<FoundKey> keys() {
        Map<String, SpendOfKey> spends = spends();
        var keys = new ArrayList<FoundKey>();
        jdbc.sql("""
                        select tag_key as key, user_defined, active, last_used, last_updated from tag_key_found
                         order by lower(tag_key), tag_key, entry
                        """).query(row -> {
            TagKey key = RecordMapper.of(TagKey.class).mapRow(row, 0);
            keys.add(new FoundKey(key, spends.get(key.key())));
        });
        return List.copyOf(keys);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void listed(List<TagKey> keys) {
        jdbc.sql("delete from tag_key_found").update();
        Map<String, Integer> entries = new HashMap<>();
        keys.forEach(key -> jdbc.sql("""
                        insert into tag_key_found (tag_key, entry, user_defined, active, last_used, last_updated)
                        values (:key, :entry, :user_defined, :active, :last_used, :last_updated)
                        """)
                .params(Params.of(key).and("entry", entries.merge(key.key(), 1, Integer::sum)))
                .update());
        jdbc.sql("""
                        insert into tag_key_listing (listed_at) values (:at)
                        on conflict (single) do update set listed_at = excluded.listed_at
                        """).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** When all keys were listed last. */
    Optional<Instant> listedAt() {
        return jdbc.sql("select listed_at from tag_key_listing")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    Map<String, SpendOfKey> spends() {
        Map<String, SpendOfKey> spends = new LinkedHashMap<>();
        jdbc.sql("select tag_key, month, read_at from tag_key_read order by tag_key")
                .query((row, number) -> spends.put(
                        row.getString("tag_key"),
                        new SpendOfKey(
                                YearMonth.from(row.getObject("month", LocalDate.class)),
                                row.getObject("read_at", OffsetDateTime.class).toInstant(),
                                List.of())))
                .list();
        spends.replaceAll((key, spend) -> new SpendOfKey(spend.month(), spend.readAt(), values(key)));
        return spends;
    }

    private List<ValueCost> values(String key) {
        return jdbc.sql("""
                        select tag_value as value, currency, effective_cost as amount from tag_value_found where tag_key = :key
                         order by effective_cost desc, tag_value, currency
                        """)
                .param("key", key)
                .query(RecordMapper.of(ValueCost.class))
                .list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void read(String key, YearMonth month, List<ValueCost> values, Instant at) {
        jdbc.sql("delete from tag_key_read where tag_key = :key")
                .param("key", key)
                .update();
        jdbc.sql("insert into tag_key_read (tag_key, month, read_at) values (:key, :month, :at)")
                .params(Params.of("key", key).and("month", month.atDay(1)).and("at", at))
                .update();
        var batch = Batch.of(ValueCost.class, values);
        batch.statement(jdbc, """
                        insert into tag_value_found (tag_key, tag_value, currency, effective_cost)
                        select :key, value, currency, amount from %s
                        """.formatted(batch.rows())).param("key", key).update();
    }
}
