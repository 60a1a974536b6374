package dev.bursar.trail.query;

import dev.bursar.kernel.rows.RecordMapper.Sql;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * An event in a list.
 *
 * @param account twelve digits; "" where nothing says
 * @param accountName its id where it has no name
 * @param session the session's own name, where a person was found behind it
 * @param via the AWS service that called in the person's name
 * @param resources on how many it acted
 * @param arns those that are kept, at most 100
 * @param errorCode null where the call succeeded
 */
public record EventRow(
        @Sql("e.event_id") UUID id,
        @Sql("e.event_time") Instant time,
        String account,
        @Sql("coalesce(a.name, e.account)") String accountName,
        String region,
        String service,
        String name,
        String type,
        boolean readOnly,
        @Sql("e.person_kind") Kind kind,
        String person,
        @Nullable String session,
        @Nullable String role,
        String identityAccount,
        @Nullable String via,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        String sourceAddress,
        String userAgent,
        Set<Mark> marks,
        int resources,
        List<String> arns) {
    public EventRow {
        marks = Set.copyOf(marks);
        arns = List.copyOf(arns);
    }

    /** Where the event stands among others: rows go by time, then id, the newest first. */
    public Place place() {
        return new Place(time, id);
    }

    public record Place(Instant time, UUID id) {}
}
