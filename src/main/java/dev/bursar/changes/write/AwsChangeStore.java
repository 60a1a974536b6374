package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.About;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.ItemDraft.Part;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Constraint;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores changes to AWS as people propose and decide them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AwsChangeStore {
    static final Duration KEPT_OPEN = Duration.ofDays(14);

    private static final RecordMapper<AwsChange> CHANGE = RecordMapper.of(AwsChange.class)
            .with(Map.class, (row, column) -> Map.of())
            .with(About.class, (row, column) -> About.NONE);
    private static final RecordMapper<About> ABOUT = RecordMapper.of(About.class);
    static final RecordMapper<ChangeItem> ITEM = RecordMapper.of(ChangeItem.class);
    static final String ITEM_COLUMNS = """
            i.change_id as change, i.number, i.account, i.region, i.subject, i.type, i.name, i.team_id as team, i.part, i.before, i.wanted,
            i.found, i.state, i.why, i.code, i.message, i.caution, i.sent_at, i.read_at, i.currency, i.cost, i.source
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AwsChangeStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param work what asks AWS what is there
     * @throws AwsChangeRefused where an item is in another change that is open
     */
    long add(WriteKind kind, Actor by, String reason, @Nullable Long undoes, UUID work, List<ItemDraft> items) {
        expire();
        long id = jdbc.sql("""
                        insert into aws_change (kind, state, proposed_by, proposer, proposed_at, reason, undoes, work)
                        values (:kind, 'proposed', :by_id, :by_name, :now, :reason, :undoes, :work) returning id
                        """)
                .params(Params.of("kind", kind)
                        .and("by", by)
                        .and("now", clock.instant())
                        .and("reason", reason)
                        .and("undoes", undoes)
                        .and("work", work))
                .query(Long.class)
                .single();
        try {
            add(id, items);
        } catch (DuplicateKeyException e) {
            throw Constraint.isViolated("aws_change_item_open", e) ? AwsChangeRefused.held(null) : e;
        }
        return id;
    }

    private void add(long change, List<ItemDraft> items) {
        var batch = Batch.of(ItemDraft.class, items);
        batch.statement(jdbc, """
                        insert into aws_change_item (change_id, number, account, region, subject, type, name, team_id, part, before, wanted,
                               caution, currency, cost, source, state)
                        select :change, number, account, region, subject, type, name, team, part, before, wanted, caution, currency, cost,
                               source, 'planned'
                          from %s order by md5(subject), md5(part)
                        """.formatted(batch.numbered()))
                .param("change", change)
                .update();
    }

    /** What nobody has decided for a fortnight is no longer open. */
    private void expire() {
        jdbc.sql("""
                        with old as (
                          update aws_change set state = 'expired', version = version + 1, ended_at = :now
                           where state = 'proposed' and proposed_at < :before returning id)
                        update aws_change_item i set open = false from old where i.change_id = old.id
                        """)
                .param("now", now())
                .param("before", now().minus(KEPT_OPEN))
                .update();
    }

    /** As it stands, and nobody else decides meanwhile. */
    Optional<AwsChange> lock(long id) {
        expire();
        return jdbc.sql("select id from aws_change where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional()
                .flatMap(found -> find(found, ChangeViewer.EVERYTHING));
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<AwsChange> find(long id, ChangeViewer viewer) {
        return rows(new ChangeQuestion(Optional.empty()), viewer, "and c.id = :id", 0, 1, Map.of("id", id)).stream()
                .findFirst();
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Optional<AwsChange> ofWork(UUID work) {
        return rows(
                        new ChangeQuestion(Optional.empty()),
                        ChangeViewer.EVERYTHING,
                        "and c.work = :work",
                        0,
                        1,
                        Map.of("work", work))
                .stream()
                .findFirst();
    }

    /** The newest first. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<AwsChange> rows(ChangeQuestion question, ChangeViewer viewer, int offset, int limit) {
        return rows(question, viewer, "", offset, limit, Map.of());
    }

    private List<AwsChange> rows(
            ChangeQuestion question,
            ChangeViewer viewer,
            String condition,
            int offset,
            int limit,
            Map<String, Object> params) {
        List<AwsChange> found = asked(jdbc.sql("""
                        select c.id, c.kind, %1$s as state, c.version, c.proposed_by as proposer_id, c.proposer as proposer_name,
                               c.proposed_at as proposed, c.reason, c.undoes, c.previewed_at as previewed, c.decided_by as decision_by_id,
                               c.decider as decision_by_name, c.decided_at as decision_at, coalesce(c.decision, '') as decision_reason,
                               c.stop_asked_by, c.started_at as started, c.ended_at as ended
                          from aws_change c
                         where %2$s %3$s
                         order by c.id desc offset :offset limit :limit
                        """.formatted(STATE, conditions(question), condition)), viewer)
                .params(params)
                .param("offset", offset)
                .param("limit", limit)
                .query(CHANGE)
                .list();
        Map<Long, Map<ItemState, Integer>> items = items(found, viewer);
        Map<Long, About> about = about(found, viewer);
        Map<Long, Map<String, BigDecimal>> costs = costs(found, viewer);
        return found.stream()
                .map(one -> one.with(
                        items.getOrDefault(one.id(), Map.of()),
                        about.getOrDefault(one.id(), About.NONE),
                        costs.getOrDefault(one.id(), Map.of())))
                .toList();
    }

    private Map<Long, About> about(List<AwsChange> changes, ChangeViewer viewer) {
        Map<Long, About> about = new HashMap<>();
        seen(jdbc.sql("""
                        select i.change_id, cast(count(distinct i.subject) as int) as things, min(i.name) as name,
                               cast(count(distinct i.part) filter (where i.wanted is not null) as int) as parts,
                               min(i.part) filter (where i.wanted is not null) as part,
                               min(i.part) filter (where i.wanted is null) as removed,
                               cast(count(distinct i.wanted) as int) as values, min(i.wanted) as value,
                               bool_and(i.before is null or i.wanted is null) as fresh
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where i.change_id = any(:ids) and %s group by 1
                        """.formatted(ChangeViewer.SEES)), viewer)
                .params(Params.of("ids", changes.stream().map(AwsChange::id).toList()))
                .query(row -> {
                    about.put(row.getLong("change_id"), ABOUT.mapRow(row, 0));
                });
        return about;
    }

    /** Each thing once, however many of its parts change. */
    private Map<Long, Map<String, BigDecimal>> costs(List<AwsChange> changes, ChangeViewer viewer) {
        Map<Long, Map<String, BigDecimal>> costs = new HashMap<>();
        seen(jdbc.sql("""
                        select change_id, currency, sum(cost) as cost
                          from (select distinct i.change_id, i.subject, i.currency, i.cost
                                  from aws_change_item i join aws_change c on c.id = i.change_id
                                 where i.change_id = any(:ids) and i.cost is not null and %s) each_thing
                         group by 1, 2
                        """.formatted(ChangeViewer.SEES)), viewer)
                .params(Params.of("ids", changes.stream().map(AwsChange::id).toList()))
                .query(row -> {
                    costs.computeIfAbsent(row.getLong("change_id"), any -> new HashMap<>())
                            .put(row.getString("currency"), row.getBigDecimal("cost"));
                });
        return costs;
    }

    private static final String STATE =
            "case when c.state = 'proposed' and c.proposed_at < :oldest then 'expired' else c.state end";
    private static final String SEEN = """
            (:everything or c.proposed_by = :person
                    or exists (select from aws_change_item i where i.change_id = c.id and i.team_id = any(:teams)))
            """;

    private static String conditions(ChangeQuestion question) {
        return "(" + question.condition(STATE) + ") and " + SEEN;
    }

    private StatementSpec asked(StatementSpec statement, ChangeViewer viewer) {
        return statement.params(Params.of(viewer).and("oldest", clock.instant().minus(KEPT_OPEN)));
    }

    private Map<Long, Map<ItemState, Integer>> items(List<AwsChange> changes, ChangeViewer viewer) {
        Map<Long, Map<ItemState, Integer>> items = new HashMap<>();
        seen(jdbc.sql("""
                        select i.change_id, i.state, cast(count(*) as int) as items
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where i.change_id = any(:ids) and %s group by 1, 2
                        """.formatted(ChangeViewer.SEES)), viewer)
                .params(Params.of("ids", changes.stream().map(AwsChange::id).toList()))
                .query(row -> {
                    items.computeIfAbsent(row.getLong("change_id"), any -> new EnumMap<>(ItemState.class))
                            .put(ItemState.of(row.getString("state")), row.getInt("items"));
                });
        return items;
    }

    private static StatementSpec seen(StatementSpec statement, ChangeViewer viewer) {
        return statement.params(Params.of(viewer));
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public int count(ChangeQuestion question, ChangeViewer viewer) {
        return asked(jdbc.sql("select cast(count(*) as int) from aws_change c where " + conditions(question)), viewer)
                .query(Integer.class)
                .single();
    }

    /**
     * How many there are, and what is first among them.
     *
     * @param earliest when the first of them was proposed; null for none
     */
    record Counted(
            int count, @Nullable Instant earliest, @Nullable Long first) {}

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Counted counted(ChangeQuestion question, ChangeViewer viewer) {
        return asked(jdbc.sql("""
                        select cast(count(*) as int) as count, min(c.proposed_at) as earliest, min(c.id) as first
                          from aws_change c where %s
                        """.formatted(conditions(question))), viewer)
                .query(RecordMapper.of(Counted.class))
                .single();
    }

    /** EffectiveCost of what those changes are about, by currency; each thing once. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<String, BigDecimal> sums(ChangeQuestion question, ChangeViewer viewer) {
        Map<String, BigDecimal> sums = new HashMap<>();
        asked(jdbc.sql("""
                        select currency, sum(cost) as cost
                          from (select distinct i.subject, i.currency, i.cost
                                  from aws_change c join aws_change_item i on i.change_id = c.id
                                 where i.cost is not null and %s) each_thing
                         group by 1
                        """.formatted(conditions(question))), viewer).query(row -> {
            sums.put(row.getString("currency"), row.getBigDecimal("cost"));
        });
        return sums;
    }

    /** Of a change, in order; of some states, or all. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<ChangeItem> items(
            long change, Collection<ItemState> states, ChangeViewer viewer, int offset, int limit) {
        return seen(jdbc.sql("""
                        select %s from aws_change_item i join aws_change c on c.id = i.change_id
                         where i.change_id = :change and (:all or i.state = any(:states)) and %s
                         order by i.number offset :offset limit :limit
                        """.formatted(ITEM_COLUMNS, ChangeViewer.SEES)), viewer)
                .params(Params.of("change", change)
                        .and("all", states.isEmpty())
                        .and("states", states)
                        .and("offset", offset)
                        .and("limit", limit))
                .query(ITEM)
                .list();
    }

    /** All of these states, in order. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public List<ChangeItem> items(long change, ItemState... states) {
        return items(change, List.of(states), ChangeViewer.EVERYTHING, 0, WriteSettings.LARGEST * 2);
    }

    /** The open changes that fix something, by its number among those of its kind. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Long, Fixing> fixing(WriteKind kind, Collection<Long> sources, ChangeViewer viewer) {
        Map<Long, Fixing> fixing = new HashMap<>();
        seen(jdbc.sql("""
                        select i.source, c.id as change, c.proposer, c.state
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where i.source = any(:sources) and c.kind = :kind and i.open and c.state in ('proposed', 'approved', 'running')
                           and (c.state <> 'proposed' or c.proposed_at >= :oldest) and %s
                        """.formatted(ChangeViewer.SEES)), viewer)
                .params(Params.of("kind", kind)
                        .and("sources", sources)
                        .and("oldest", clock.instant().minus(KEPT_OPEN)))
                .query(row -> {
                    fixing.put(
                            row.getLong("source"), RecordMapper.of(Fixing.class).mapRow(row, 0));
                });
        return fixing;
    }

    /** The open changes that have some of these items, by {@link Part}. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Part, Long> holding(Collection<Part> parts, ChangeViewer viewer) {
        Map<Part, Long> holding = new HashMap<>();
        var batch = Batch.of(Part.class, parts);
        seen(batch.statement(jdbc, """
                        select i.subject, i.part, c.id
                          from %s
                          join aws_change_item i on md5(i.subject) = md5(f.subject) and md5(i.part) = md5(f.part) and i.open
                          join aws_change c on c.id = i.change_id
                         where (c.state <> 'proposed' or c.proposed_at >= :oldest) and %s
                         order by c.id
                        """.formatted(batch.rows(), ChangeViewer.SEES)), viewer)
                .param("oldest", now().minus(KEPT_OPEN))
                .query(row -> {
                    holding.put(RecordMapper.of(Part.class).mapRow(row, 0), row.getLong("id"));
                });
        return holding;
    }

    void decide(AwsChange change, State to, Actor by, @Nullable String reason, UUID work) {
        jdbc.sql("""
                        update aws_change
                           set state = :state, version = version + 1, decided_by = :by_id, decider = :by_name, decided_at = :now,
                               decision = :reason, work = :work,
                               ended_at = case when :state = 'rejected' then cast(:now as timestamptz) end
                         where id = :id
                        """)
                .params(Params.of("state", to)
                        .and("by", by)
                        .and("now", clock.instant())
                        .and("reason", reason)
                        .and("work", work)
                        .and("id", change.id()))
                .update();
        if (to == State.REJECTED) {
            close(change.id());
        }
    }

    void close(long change) {
        jdbc.sql("update aws_change_item set open = false where change_id = :id and open")
                .param("id", change)
                .update();
    }

    /** False where it isn't under way. */
    boolean stop(long change, String by) {
        return jdbc.sql("""
                        update aws_change set stop_asked_by = :by, version = version + 1
                         where id = :id and state in ('approved', 'running') and stop_asked_by is null
                        """).param("by", by).param("id", change).update() == 1;
    }

    /** What it has ended with is read once more by {@code work}. */
    void lookAgain(long change, UUID work) {
        jdbc.sql("update aws_change set work = :work, version = version + 1 where id = :id")
                .param("work", work)
                .param("id", change)
                .update();
    }

    /** It is read once more by {@code work}, what was left out too. */
    void readAgain(long change, UUID work) {
        jdbc.sql("""
                        update aws_change set previewed_at = null, version = version + 1, work = :work
                         where id = :id and state = 'proposed'
                        """).param("work", work).param("id", change).update();
        jdbc.sql("""
                        update aws_change_item set state = 'planned', found = null, why = null, message = null
                         where change_id = :id and state = 'skipped'
                        """).param("id", change).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
