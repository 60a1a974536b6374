package dev.bursar.changes.write;

import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Items of a change for who carries it out: some at a time, however many there are. */
@Component
@Transactional(readOnly = true)
class RunItems {
    static final int AT_ONCE = 100;

    private final JdbcClient jdbc;

    RunItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where items are. */
    record At(String account, String region) {}

    /** Where there are items of these states, in order. */
    List<At> places(long change, ItemState... states) {
        return jdbc.sql("""
                        select distinct account, region from aws_change_item where change_id = :change and state = any(:states)
                         order by account, region
                        """)
                .params(Params.of("change", change).and("states", List.of(states)))
                .query(RecordMapper.of(At.class))
                .list();
    }

    boolean isAny(long change, ItemState... states) {
        return jdbc.sql(
                        "select exists (select from aws_change_item where change_id = :change and state = any(:states))")
                .params(Params.of("change", change).and("states", List.of(states)))
                .query(Boolean.class)
                .single();
    }

    /** At most a hundred of these states in a place, those with higher numbers than {@code after}, in order. */
    List<ChangeItem> part(long change, At at, int after, ItemState... states) {
        return jdbc.sql("""
                        select %s from aws_change_item i
                         where i.change_id = :change and i.account = :account and i.region = :region and i.state = any(:states)
                           and i.number > :after
                         order by i.number limit :limit
                        """.formatted(AwsChangeStore.ITEM_COLUMNS))
                .params(Params.of(at)
                        .and("change", change)
                        .and("states", List.of(states))
                        .and("after", after)
                        .and("limit", AT_ONCE))
                .query(AwsChangeStore.ITEM)
                .list();
    }

    /** All that are about the same things. */
    List<ChangeItem> ofSubjects(long change, Collection<String> subjects) {
        return jdbc.sql("""
                        select %s from aws_change_item i where i.change_id = :change and i.subject = any(:subjects)
                         order by i.number
                        """.formatted(AwsChangeStore.ITEM_COLUMNS))
                .param("change", change)
                .params(Params.of("subjects", subjects))
                .query(AwsChangeStore.ITEM)
                .list();
    }
}
