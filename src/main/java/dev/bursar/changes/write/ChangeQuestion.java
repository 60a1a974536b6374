package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import module java.base;

/** Which changes are asked for. */
public record ChangeQuestion(Optional<Which> which) {
    /** Changes by what is left to do. */
    public enum Which {
        OPEN,
        ENDED,
        /** The person who asks may approve them, as an admin. */
        TO_APPROVE,
        /** They ended within two weeks with items that the person who asks, as an admin, can propose again. */
        FAILED,
        /** Proposals of the person who asks that came out otherwise than they wanted, and that they haven't opened since. */
        ANSWERED
    }

    private static final String OPEN_STATES = Arrays.stream(State.values())
            .filter(State::isOpen)
            .map(State::stored)
            .collect(Collectors.joining("', '"));

    /** A condition on changes {@code c} as they stand, {@code state}. */
    String condition(String state) {
        return which.map(one -> switch (one) {
                    case OPEN -> "%s in ('%s')".formatted(state, OPEN_STATES);
                    case ENDED -> "%s not in ('%s')".formatted(state, OPEN_STATES);
                    case TO_APPROVE -> """
                            :admin and c.state = 'proposed' and c.proposed_at >= :oldest and c.previewed_at is not null
                               and exists (select from aws_write_setting w
                                            where w.kind = c.kind and w.enabled and not (w.another and c.proposed_by = :person))
                            """;
                    case FAILED -> """
                            :admin and c.state in ('done-with-failures', 'stopped') and c.ended_at >= :oldest
                               and exists (select from aws_write_setting w where w.kind = c.kind and w.enabled)
                               and exists (select from aws_change_item i
                                            where i.change_id = c.id and i.state in ('failed', 'unknown', 'differs')
                                              and not exists (select from aws_change_item later
                                                               where md5(later.subject) = md5(i.subject) and md5(later.part) = md5(i.part)
                                                                 and later.change_id > i.change_id))
                            """;
                    case ANSWERED -> """
                            c.proposed_by = :person
                               and (%1$s = 'expired'
                                    or c.state = 'rejected' and c.decided_by <> :person
                                    or not :admin and c.state in ('done-with-failures', 'stopped'))
                               and not exists (select from person_seen s
                                                where s.person_id = :person and s.subject = 'aws-change:' || c.id
                                                  and s.seen_at >= case when %1$s = 'expired' then c.proposed_at + interval '14 days'
                                                                        else c.ended_at end)
                            """.formatted(state);
                })
                .orElse("true");
    }
}
