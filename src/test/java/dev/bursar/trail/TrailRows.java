package dev.bursar.trail;

import dev.bursar.trail.event.Identity;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.event.TrailEvent.ActedOn;
import dev.bursar.trail.read.EventStore;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts events and what was read of accounts into the database, as reading CloudTrail would. */
public final class TrailRows {
    public static final String ACCOUNT = "111122223333";
    public static final String OTHER_ACCOUNT = "444455556666";

    private final ApplicationContext portal;
    private final JdbcClient jdbc;

    public TrailRows(ApplicationContext portal, JdbcClient jdbc) {
        this.portal = portal;
        this.jdbc = jdbc;
    }

    /** Forgets events, readings and accounts. */
    public static void clear(JdbcClient owner) {
        owner.sql("""
                        truncate trail_event, trail_event_resource, trail_window, trail_place, trail_file_region, trail_file_day,
                          trail_file, trail_skipped, trail_value, trail_search, resource_creation
                        """).update();
        owner.sql("delete from account where id in (:ids)")
                .param("ids", List.of(ACCOUNT, OTHER_ACCOUNT))
                .update();
    }

    /** An account of the organisation. */
    public void account(String id, String name) {
        jdbc.sql("""
                        insert into account (id, name, payer, state, observed_at, seen_at, listed)
                        values (:id, :name, :id, 'ACTIVE', now(), now(), true)
                        """).param("id", id).param("name", name).update();
    }

    /** LookupEvents has answered for the account's only Region from one time to another. */
    public void read(String account, String from, String to) {
        asked(account, "eu-central-1", to);
        jdbc.sql("""
                        insert into trail_window (account, region, reads, from_time, to_time)
                        values (:account, 'eu-central-1', false, cast(:from as timestamptz), cast(:to as timestamptz))
                        """)
                .param("account", account)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /** A Region of the account is read; none of its events have come yet. */
    public void asked(String account, String region, String at) {
        jdbc.sql("""
                        insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                        values (:account, :region, cast(:at as timestamptz), cast(:at as timestamptz), 1, 1, 1, false)
                        """)
                .param("account", account)
                .param("region", region)
                .param("at", at)
                .update();
    }

    /** @param time such as {@code 2026-11-23T09:41:07Z} */
    public Row event(String name, String time) {
        return new Row(name, Instant.parse(time));
    }

    /** An event that is not stored yet: an SSO user's call that succeeded. */
    public final class Row {
        private final String name;
        private final Instant time;
        private String service = "sagemaker";
        private String account = ACCOUNT;
        private @Nullable String from;
        private Kind kind = Kind.SSO_USER;
        private String person = "ada@example.org";
        private @Nullable String role = "Admin";
        private @Nullable String via;
        private @Nullable String accessKey;
        private @Nullable String issuedKey;
        private @Nullable String error;
        private boolean readOnly;
        private String address = "10.0.0.7";
        private List<ActedOn> resources = List.of();
        private Set<Topic> topics = Set.of();
        private Set<Mark> marks = Set.of();
        private String json =
                "{\"eventVersion\":\"1.11\",\"requestParameters\":{\"endpointName\":\"tide\",\"tags\":[\"a\",\"b\"]}}";

        private Row(String name, Instant time) {
            this.name = name;
            this.time = time;
        }

        public Row by(Kind other, String named) {
            kind = other;
            person = named;
            role = null;
            return this;
        }

        /** A role's session that this key signs for. */
        public Row session(String other, String named, String key) {
            kind = Kind.ROLE_SESSION;
            person = named;
            role = other;
            accessKey = key;
            return this;
        }

        /** The call gives out this key. */
        public Row issuing(String key) {
            issuedKey = key;
            return this;
        }

        public Row of(String other) {
            service = other;
            return this;
        }

        /** An AWS service calls in their name. */
        public Row via(@Nullable String other) {
            via = other;
            return this;
        }

        public Row in(String other) {
            account = other;
            return this;
        }

        /** The person is of another account than the one in which they act. */
        public Row from(String other) {
            from = other;
            return this;
        }

        public Row failed(String code) {
            error = code;
            return this;
        }

        public Row reads() {
            readOnly = true;
            return this;
        }

        public Row on(String... arns) {
            resources = Arrays.stream(arns).map(arn -> new ActedOn(arn, false)).toList();
            return this;
        }

        public Row making(String arn) {
            resources = List.of(new ActedOn(arn, true));
            return this;
        }

        public Row topic(Topic one) {
            topics = Set.of(one);
            return this;
        }

        public Row mark(Mark one) {
            marks = Set.of(one);
            return this;
        }

        public Row record(String text) {
            json = text;
            return this;
        }

        /** Stores it; returns its id. */
        public UUID add() {
            UUID id = UUID.randomUUID();
            var event = new TrailEvent(
                    id,
                    time,
                    account,
                    "eu-central-1",
                    service,
                    name,
                    "AwsApiCall",
                    readOnly,
                    new Identity(kind, person, role, from == null ? account : from, via, accessKey, issuedKey),
                    error,
                    error == null ? null : "User is not authorized <b>to do this</b>",
                    address,
                    "aws-cli/2.31",
                    resources,
                    topics,
                    marks,
                    json);
            portal.getBean(TransactionTemplate.class)
                    .executeWithoutResult(
                            status -> portal.getBean(EventStore.class).store(List.of(event), EventStore.Way.LOOKUP));
            return id;
        }
    }
}
