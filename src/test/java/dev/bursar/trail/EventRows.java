package dev.bursar.trail;

import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts events into the portal as reading AWS would, from records in short words. */
public final class EventRows {
    public static final String ACCOUNT = "111122223333";

    private final ApplicationContext portal;

    public EventRows(ApplicationContext portal) {
        this.portal = portal;
    }

    /** Forgets all of them, and what was read. */
    public static void clear(JdbcClient owner) {
        owner.sql("""
                        truncate trail_event, trail_event_resource, trail_window, trail_place, trail_file_region, trail_file_day,
                          trail_file, trail_skipped, trail_value, trail_search, resource_creation
                        """).update();
    }

    /** A record that is not stored yet: an IAM user's successful write on EC2. */
    public Row of(String name, String time) {
        return new Row(name, time);
    }

    public final class Row {
        private final String name;
        private final String time;
        private final UUID id = UUID.randomUUID();
        private String account = ACCOUNT;
        private String service = "ec2";
        private String identity = EventRows.user("anna");
        private String error = "";
        private String request = "{}";
        private String response = "null";
        private boolean readOnly;
        private String agent = "aws-cli/2.15";
        private final List<String> arns = new ArrayList<>();

        private Row(String name, String time) {
            this.name = name;
            this.time = time;
        }

        public Row in(String other) {
            account = other;
            return this;
        }

        public Row service(String other) {
            service = other;
            return this;
        }

        /** As JSON. */
        public Row identity(String json) {
            identity = json;
            return this;
        }

        public Row user(String name) {
            return identity(EventRows.user(name));
        }

        public Row failed(String code, String message) {
            error = ",\"errorCode\":\"" + code + "\",\"errorMessage\":\"" + message + "\"";
            return this;
        }

        public Row request(String json) {
            request = json;
            return this;
        }

        public Row response(String json) {
            response = json;
            return this;
        }

        public Row readOnly() {
            readOnly = true;
            return this;
        }

        public Row agent(String other) {
            agent = other;
            return this;
        }

        public Row on(String... more) {
            arns.addAll(List.of(more));
            return this;
        }

        public String json() {
            String resources = arns.isEmpty()
                    ? ""
                    : ",\"resources\":["
                            + String.join(
                                    ",",
                                    arns.stream()
                                            .map(arn -> "{\"ARN\":\"" + arn + "\"}")
                                            .toList()) + "]";
            return """
                    {"eventVersion":"1.11","eventID":"%s","eventTime":"%s","eventSource":"%s.amazonaws.com","eventName":"%s",\
                    "awsRegion":"eu-central-1","recipientAccountId":"%s","readOnly":%s,"eventType":"AwsApiCall","sourceIPAddress":"203.0.113.7",\
                    "userAgent":"%s","userIdentity":%s,"requestParameters":%s,"responseElements":%s%s%s}""".formatted(
                    id, time, service, name, account, readOnly, agent, identity, request, response, error, resources);
        }

        /** Stores it; returns its id. */
        public UUID add() {
            TrailEvent event = switch (EventReader.ofLog(
                    json(), new Origin(account, "eu-central-1", Instant.parse(time), Instant.parse(time)))) {
                case Reading.Read(var read) -> read;
                case Reading.Skipped skipped -> throw new IllegalStateException("Skipped: " + skipped.reason());
            };
            portal.getBean(TransactionTemplate.class)
                    .executeWithoutResult(
                            status -> portal.getBean(EventStore.class).store(List.of(event), EventStore.Way.LOOKUP));
            return id;
        }
    }

    public static String user(String name) {
        return "{\"type\":\"IAMUser\",\"userName\":\"" + name + "\",\"accountId\":\"" + ACCOUNT + "\"}";
    }

    /** A session of a role. */
    public static String session(String role, String name, String key) {
        return """
                {"type":"AssumedRole","principalId":"AROAEXAMPLE:%2$s","arn":"arn:aws:sts::%3$s:assumed-role/%1$s/%2$s",\
                "accountId":"%3$s","accessKeyId":"%4$s","sessionContext":{"sessionIssuer":{"type":"Role","userName":"%1$s",\
                "arn":"arn:aws:iam::%3$s:role/%1$s"}}}""".formatted(role, name, ACCOUNT, key);
    }
}
