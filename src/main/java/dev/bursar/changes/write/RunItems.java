package dev.bursar.changes.write;

import dev.bursar.kernel.rows.RecordMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Items of a change for who carries it out: some at a time, however many there are. */
@Component
@Transactional(readOnly = true)
class RunItems {
    static final int AT_ONCE = 100;

    private static final RecordMapper<At> AT = RecordMapper.of(At.class);

    private final JdbcClient jdbc;

    RunItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where items are. */
    record At(String account, String region) {}

    private static String[] stored(ItemState... states) {
        return Arrays.stream(states).map(ItemState::stored).toArray(String[]::new);
    }

    /** Where there are items of these states, in order. */
    List<At> places(long change, ItemState... states) {
        return jdbc.sql("""
                        select distinct account, region from aws_change_item where change_id = :change and state = any(:states)
                         order by account, region
                        """)
                .param("change", change)
                .param("states", stored(states))
                .query(AT)
                .list();
    }

    boolean isAny(long change, ItemState... states) {
        return jdbc.sql(
                        "select exists (select from aws_change_item where change_id = :change and state = any(:states))")
                .param("change", change)
                .param("states", stored(states))
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
                .param("change", change)
                .param("account", at.account())
                .param("region", at.region())
                .param("states", stored(states))
                .param("after", after)
                .param("limit", AT_ONCE)
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
                .param("subjects", subjects.toArray(String[]::new))
                .query(AwsChangeStore.ITEM)
                .list();
    }
}
