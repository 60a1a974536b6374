package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChanges.Latest;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Items that AWS took and that weren't seen before their change ended, and what is open of a kind. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LateItems {
    private static final Duration GIVEN_UP = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final AwsChangeStore store;
    private final Clock clock;

    LateItems(JdbcClient jdbc, AwsChangeStore store, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.clock = clock;
    }

    /** An item with its new state, and who approved its change. */
    record Settled(ChangeItem item, Actor actor) {}

    private record Waiting(
            long change,
            int number,
            String subject,
            @Nullable String wanted,
            Instant answered,
            Actor actor) {}

    /** By subject. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<String, Fixing> open(WriteKind kind, ChangeViewer viewer) {
        Map<String, Fixing> open = new HashMap<>();
        jdbc.sql("""
                        select i.subject, c.id as change, c.proposer, c.state
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where c.kind = :kind and i.open and c.state in ('proposed', 'approved', 'running')
                           and (c.state <> 'proposed' or c.proposed_at >= :oldest) and %s
                        """.formatted(ChangeViewer.SEES))
                .params(Params.of(viewer)
                        .and("kind", kind)
                        .and("oldest", clock.instant().minus(AwsChangeStore.KEPT_OPEN)))
                .query(row -> {
                    open.put(
                            row.getString("subject"),
                            RecordMapper.of(Fixing.class).mapRow(row, 0));
                });
        return open;
    }

    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Long, Latest> latest(WriteKind kind, String part, ChangeViewer viewer) {
        Map<Long, Latest> latest = new HashMap<>();
        jdbc.sql("""
                        select distinct on (i.source) i.source, c.id as change, c.state, c.undoes is not null as undoes, i.state as item,
                               i.wanted is null as removes
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where c.kind = :kind and i.part = :part and i.source is not null and %s
                         order by i.source, c.id desc
                        """.formatted(ChangeViewer.SEES))
                .params(Params.of(viewer).and("kind", kind).and("part", part))
                .query(row -> {
                    latest.put(
                            row.getLong("source"), RecordMapper.of(Latest.class).mapRow(row, 0));
                });
        return latest;
    }

    List<Settled> settle(WriteKind kind, String part, Map<String, String> seen) {
        Instant now = clock.instant();
        var settled = new ArrayList<Settled>();
        for (Waiting one : waiting(kind, part)) {
            @Nullable String found = seen.get(one.subject());
            boolean is = Objects.equals(found, one.wanted());
            if (is || one.answered().plus(GIVEN_UP).isBefore(now)) {
                store(one, is, found, now);
                store.items(one.change(), is ? ItemState.VERIFIED : ItemState.DIFFERS).stream()
                        .filter(item -> item.number() == one.number())
                        .forEach(item -> settled.add(new Settled(item, one.actor())));
            }
        }
        return settled;
    }

    private List<Waiting> waiting(WriteKind kind, String part) {
        return jdbc.sql("""
                        select i.change_id as change, i.number, i.subject, i.wanted, coalesce(i.answered_at, i.sent_at) as answered,
                               c.decided_by as actor_id, c.decider as actor_name
                          from aws_change_item i join aws_change c on c.id = i.change_id
                         where c.kind = :kind and i.part = :part and i.state = 'written'
                           and c.state in ('done', 'done-with-failures', 'stopped')
                         order by i.change_id, i.number
                           for update of i
                        """)
                .params(Params.of("kind", kind).and("part", part))
                .query(RecordMapper.of(Waiting.class))
                .list();
    }

    private void store(Waiting one, boolean is, @Nullable String found, Instant now) {
        jdbc.sql("""
                        update aws_change_item set state = :state, why = :why, found = :found, read_at = :now
                         where change_id = :change and number = :number
                        """)
                .params(Params.of(one)
                        .and("state", is ? ItemState.VERIFIED : ItemState.DIFFERS)
                        .and("why", is ? null : ItemWhy.NOT_SEEN)
                        .and("found", found)
                        .and("now", now))
                .update();
        if (is) {
            // what brought a value back says so where it was written
            jdbc.sql("""
                            update aws_change_item o set state = 'undone'
                              from aws_change c join aws_change_item i on i.change_id = c.id
                             where c.id = :change and i.number = :number and o.change_id = c.undoes and o.subject = i.subject
                               and o.part = i.part and o.state in ('verified', 'differs')
                            """).params(Params.of(one)).update();
        } else {
            jdbc.sql(
                            "update aws_change set state = 'done-with-failures', version = version + 1 where id = :change and state = 'done'")
                    .param("change", one.change())
                    .update();
        }
    }
}
