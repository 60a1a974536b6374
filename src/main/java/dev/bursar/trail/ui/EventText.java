package dev.bursar.trail.ui;

import dev.bursar.inventory.Arn;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.event.Mark;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventRow;
import dev.bursar.ui.Formats;
import module java.base;
import java.sql.SQLException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionTimedOutException;

/** Words for what events say. */
final class EventText {
    private static final String CANCELLED = "57014";
    private static final String OF_AWS = ".amazonaws.com";
    private static final Pattern OF_PERMISSION_SET = Pattern.compile("AWSReservedSSO_(.+)_[0-9a-f]{16}");
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private EventText() {}

    /** {@code 28 Nov 09:41:07}. */
    static String time(Instant time) {
        return SHORT.format(time);
    }

    /** {@code 28 Nov 2026, 09:41:07 UTC}. */
    static String fullTime(Instant time) {
        return Formats.date(time.atZone(ZoneOffset.UTC).toLocalDate()) + ", " + Formats.timeWithSeconds(time);
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case ROOT -> "root user";
            case IAM_USER -> "IAM user";
            case SSO_USER -> "SSO user";
            case SOURCE_IDENTITY -> "source identity";
            case FEDERATED -> "federated user";
            case ROLE_SESSION -> "role session";
            case ACCOUNT -> "AWS account";
            case SERVICE -> "AWS service";
            case SERVICE_ROLE -> "service-linked role";
            case UNKNOWN -> "unknown identity";
        };
    }

    /** {@code SSO user · role Admin · session x · via cloudformation}. */
    static String identity(EventRow row) {
        var parts = new ArrayList<String>();
        parts.add(kind(row.kind()));
        if (row.role() != null) {
            parts.add("role " + role(row.role()));
        }
        if (row.session() != null && !row.session().equals(row.person())) {
            parts.add("session " + row.session());
        }
        if (row.via() != null) {
            parts.add("via " + service(row.via()));
        }
        return String.join(" \u00B7 ", parts);
    }

    /** {@code Admin} for {@code AWSReservedSSO_Admin_0123456789abcdef}, the role that IAM Identity Center makes of a permission set. */
    static String role(String role) {
        Matcher made = OF_PERMISSION_SET.matcher(role);
        return made.matches() ? made.group(1) : role;
    }

    /** {@code cloudformation} for {@code cloudformation.amazonaws.com}; anything else as it is. */
    static String service(String address) {
        return address.endsWith(OF_AWS) ? address.substring(0, address.length() - OF_AWS.length()) : address;
    }

    /** What a resource is called without the rest of its ARN. */
    static String shortName(String arn) {
        String name = Arn.of(arn).name();
        return name.isEmpty() ? arn : name;
    }

    /** The event's name, where its record has one. */
    static String name(EventRow row) {
        return row.name().isEmpty() ? "Event without a name" : row.name();
    }

    static String outcome(EventRow row) {
        return row.errorCode() == null ? "Succeeded" : "Failed";
    }

    static String topic(Topic topic) {
        return switch (topic) {
            case DELETED -> "Deleted resources";
            case POLICY_CHANGED -> "IAM changes";
            case SIGN_IN_FAILED -> "Failed sign-ins";
            case SIGN_IN_WITHOUT_MFA -> "Sign-ins without MFA";
            case MADE_PUBLIC -> "Made public";
            case DENIED -> "Denied calls by person";
            case BIG_START -> "Large launches";
            case MADE_BY_HAND -> "Outside of templates";
        };
    }

    /** What is said of a built-in question that finds nothing in all that was read. */
    static String nothing(Topic topic) {
        return switch (topic) {
            case DELETED -> "Nothing was deleted";
            case POLICY_CHANGED -> "No changes of IAM or policies";
            case SIGN_IN_FAILED -> "No failed sign-ins";
            case SIGN_IN_WITHOUT_MFA -> "No sign-ins without MFA";
            case MADE_PUBLIC -> "Nothing was made public";
            case DENIED -> "No denied calls";
            case BIG_START -> "Nothing big was started";
            case MADE_BY_HAND -> "Nothing was made outside of CloudFormation and Terraform";
        };
    }

    /** A built-in question's finds within a sentence: {@code No deleted resources were found.} */
    static String noneFound(Topic topic) {
        return switch (topic) {
            case DELETED -> "No deleted resources were found.";
            case POLICY_CHANGED -> "No changes of IAM or policies were found.";
            case SIGN_IN_FAILED -> "No failed sign-ins were found.";
            case SIGN_IN_WITHOUT_MFA -> "No sign-ins without MFA were found.";
            case MADE_PUBLIC -> "Nothing that was made public was found.";
            case DENIED -> "No denied calls were found.";
            case BIG_START -> "No big starts were found.";
            case MADE_BY_HAND -> "Nothing that was made by hand or script was found.";
        };
    }

    /** What a built-in question finds, and what it can't. */
    static String limits(Topic topic) {
        return switch (topic) {
            case DELETED ->
                "Calls that deleted or terminated something. What AWS services create and delete for themselves, such"
                        + " as the network interfaces of a SageMaker endpoint, is left out until you show AWS services."
                        + " CloudTrail\u2019s event history has no data events, such as deleted S3 objects or DynamoDB"
                        + " rows.";
            case POLICY_CHANGED ->
                "Calls that changed IAM, a resource\u2019s policy or an organisation policy. They show that a policy"
                        + " was changed, not what it allows in the end: look at the record of each event.";
            case SIGN_IN_FAILED ->
                "Sign-ins to the AWS console that failed. CloudTrail doesn\u2019t name users that don\u2019t exist,"
                        + " because people type passwords into the field by mistake.";
            case SIGN_IN_WITHOUT_MFA ->
                "Console sign-ins of IAM users and root users without MFA. SSO sign-ins are never shown: for them"
                        + " CloudTrail always says that no MFA was used.";
            case MADE_PUBLIC ->
                "Calls that opened a bucket, snapshot, image or database to everyone. They show the change, not"
                        + " whether it still holds. Access granted before events were read is missing, and settings that"
                        + " block public access to a whole account may still prevent it.";
            case DENIED ->
                "Calls that AWS refused for lack of permission, by person. Refused calls of AWS services are hidden"
                        + " until you show AWS services, and calls that only read are counted only where these events are"
                        + " kept.";
            case BIG_START ->
                "Starts of what usually costs a lot: training jobs, endpoints, GPU instances, NAT gateways. Instance"
                        + " types are recognised by their names, not by price. What autoscaling starts is hidden until you"
                        + " show AWS services.";
            case MADE_BY_HAND ->
                "Resources created by hand or by script. Bursar tells this by the user agent and the service that made"
                        + " the call: a tool that hides both counts as by hand.";
        };
    }

    static String mark(Mark mark) {
        return switch (mark) {
            case NO_ID -> "The record has no event id. Bursar made one from its content.";
            case NO_TIME -> "The record has no time that can be read. The time shown is when it was delivered.";
            case NO_IDENTITY -> "The record doesn\u2019t say who made the call.";
            case SHORTENED -> "Parts of the record were left out because it is too long.";
            case MORE_RESOURCES -> "The event names more than 100 resources. Only the first 100 are kept.";
            case UNREADABLE -> "The record can\u2019t be read. Only what AWS says beside it is known.";
            case ODD_TIME -> "The time of the event is in the future or before CloudTrail existed.";
        };
    }

    static List<String> marks(EventRow row) {
        return row.marks().stream().sorted().map(EventText::mark).toList();
    }

    /** Whether a question was ended because it took too long. */
    static boolean tookTooLong(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof QueryTimeoutException
                    || cause instanceof TransactionTimedOutException
                    || cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
