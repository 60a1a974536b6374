package dev.bursar.trail.event;

import dev.bursar.kernel.Sha256;
import dev.bursar.trail.spi.LookedUpEvent;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads CloudTrail's records. Nothing in one is trusted: what is missing or odd is marked, and never fails the rest. */
public final class EventReader {
    private static final Instant FIRST_RECORDS = Instant.parse("2013-11-01T00:00:00Z");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(10);

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{1,128}");
    private static final Pattern READS = Pattern.compile(
            "(Get|List|Describe|Head|Lookup|Search|Query|Scan|BatchGet|BatchDescribe|BatchCheck|Select|Check|Validate"
                    + "|Simulate|Preview|Test|Estimate|View|AssumeRole|Decrypt|GenerateDataKey)(?![a-z]).*");

    private EventReader() {}

    /**
     * Where a record was found; what it says is used where the record itself says nothing.
     *
     * @param account "" where unknown
     * @param region "" where unknown
     * @param time of the delivery
     * @param now when it is read
     */
    public record Origin(String account, String region, Instant time, Instant now) {}

    /** What came of a record. */
    public sealed interface Reading {
        record Read(TrailEvent event) implements Reading {}

        record Skipped(Reason reason) implements Reading {}
    }

    /** Why a record is not stored. */
    public enum Reason {
        /** No JSON object, and nothing beside it says what it is. */
        NOT_READABLE,
        /** CloudTrail Insights: what is unusual, not who did what. */
        INSIGHT
    }

    /** What is said beside a record, all of it perhaps "". */
    private record Beside(
            String id,
            boolean idOfCloudTrail,
            String account,
            String region,
            @Nullable Instant time,
            @Nullable Boolean readOnly,
            String username,
            List<LookedUpEvent.Named> resources) {
        static final Beside NOTHING = new Beside("", false, "", "", null, null, "", List.of());
    }

    /** A record of a log file: as CloudTrail writes it, or as EventBridge delivers it. */
    public static Reading ofLog(String json, Origin origin) {
        return ofLog(Json.parse(json), origin);
    }

    /** A parser of a log file, for {@link #ofLog(JsonParser, Origin)}. */
    public static JsonParser parser(InputStream in) {
        return Json.parser(in);
    }

    /** The record that the parser stands at; it stands at the record's end then. */
    public static Reading ofLog(JsonParser parser, Origin origin) {
        return ofLog(Json.value(parser), origin);
    }

    private static Reading ofLog(Json.@Nullable Parsed parsed, Origin origin) {
        if (parsed == null || !parsed.node().isObject()) {
            return new Reading.Skipped(Reason.NOT_READABLE);
        }
        Set<Mark> marks = marks(parsed);
        JsonNode whole = parsed.node();
        JsonNode detail = whole.path("detail");
        if (!detail.isObject() || whole.has("eventName")) {
            return read(whole, Beside.NOTHING, marks, origin);
        }
        var beside = new Beside(
                Json.text(whole, "id"),
                false,
                Json.text(whole, "account"),
                Json.text(whole, "region"),
                time(Json.text(whole, "time")),
                null,
                "",
                List.of());
        return read(detail, beside, marks, origin);
    }

    /** An event of LookupEvents; where its record can't be read, what AWS says beside it is kept. */
    public static Reading ofLookup(LookedUpEvent event, Origin origin) {
        var beside = new Beside(
                orEmpty(event.id()),
                true,
                "",
                "",
                event.time(),
                event.readOnly(),
                Masking.mask(orEmpty(event.username())),
                event.resources());
        ObjectNode outer = Json.object();
        put(outer, "eventID", event.id());
        put(outer, "eventName", event.name());
        put(outer, "eventSource", event.source());
        Json.Parsed parsed = Json.parse(event.json());
        if (parsed != null && parsed.node().isObject()) {
            ObjectNode record = Json.copy(parsed.node());
            outer.properties().stream()
                    .filter(member -> !member.getKey().equals("eventID"))
                    .filter(member -> Json.text(record, member.getKey()).isEmpty())
                    .forEach(member -> record.set(member.getKey(), member.getValue()));
            return read(record, beside, marks(parsed), origin);
        }
        if (outer.isEmpty()) {
            return new Reading.Skipped(Reason.NOT_READABLE);
        }
        put(outer, "eventTime", event.time() == null ? null : event.time().toString());
        put(outer, "username", event.username());
        return read(outer, beside, EnumSet.of(Mark.UNREADABLE), origin);
    }

    private static Reading read(JsonNode raw, Beside beside, Set<Mark> marks, Origin origin) {
        String type = text(raw, "eventType", 64);
        if (type.equals("AwsCloudTrailInsight")
                || Json.text(raw, "eventCategory").equals("Insight")) {
            return new Reading.Skipped(Reason.INSIGHT);
        }
        JsonNode json = Masking.mask(raw);
        String name = text(json, "eventName", 128);
        String errorCode = errorCode(json);
        Boolean saysReadOnly = Json.truth(json.path("readOnly"));
        var call = new Call(
                json,
                account(json, beside, origin),
                firstOf(REGION, Json.text(json, "awsRegion"), beside.region(), origin.region()),
                text(json, "eventSource", 128).replaceFirst("\\.amazonaws\\.com(\\.cn)?$", ""),
                name,
                saysReadOnly != null ? saysReadOnly : readOnly(json, name, beside.readOnly()),
                errorCode != null,
                text(json, "sourceIPAddress", 128),
                text(json, "userAgent", 512));
        Identity identity = Identities.of(call, Texts.clean(beside.username(), 256), issuedKey(raw));
        if (identity.person().equals(Identities.UNKNOWN)) {
            marks.add(Mark.NO_IDENTITY);
        }
        Resources.Found found = Resources.of(call, beside.resources());
        if (found.more()) {
            marks.add(Mark.MORE_RESOURCES);
        }
        Shortening.Written written = Shortening.write(json);
        if (written.shortened()) {
            marks.add(Mark.SHORTENED);
        }
        return new Reading.Read(new TrailEvent(
                id(raw, beside, marks),
                time(raw, beside, origin, marks),
                call.account(),
                call.region(),
                Texts.clean(call.service(), 64),
                name,
                text(json, "eventType", 64),
                call.readOnly(),
                identity,
                errorCode,
                errorMessage(json),
                call.sourceAddress(),
                call.userAgent(),
                found.resources(),
                Topics.of(call, identity, errorCode, found.resources()),
                marks,
                written.json()));
    }

    private static Set<Mark> marks(Json.Parsed parsed) {
        return parsed.shortened() ? EnumSet.of(Mark.SHORTENED) : EnumSet.noneOf(Mark.class);
    }

    /** The same record has the same id wherever it is found. */
    private static UUID id(JsonNode raw, Beside beside, Set<Mark> marks) {
        String own = Json.text(raw, "eventID");
        if (ID.matcher(own).matches()) {
            return UUID.fromString(own);
        }
        if (!beside.idOfCloudTrail()) {
            marks.add(Mark.NO_ID);
        }
        if (own.isEmpty() && ID.matcher(beside.id()).matches()) {
            return UUID.fromString(beside.id());
        }
        marks.add(Mark.NO_ID);
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(own.isEmpty() ? Json.write(sorted(raw)) : "eventID " + own));
        long most = digest.getLong() & ~0xF000L | 0x8000L;
        long least = digest.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(most, least);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.values().forEach(value -> array.add(sorted(value)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var members = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.put(member.getKey(), sorted(member.getValue()));
        }
        ObjectNode object = Json.object();
        members.forEach(object::set);
        return object;
    }

    /** Years that no partition holds are read as no time at all. */
    private static Instant time(JsonNode raw, Beside beside, Origin origin, Set<Mark> marks) {
        Instant said = time(Json.text(raw, "eventTime"));
        Instant time = said == null ? beside.time() : said;
        boolean holds = time != null && !time.isBefore(EARLIEST) && time.isBefore(LATEST);
        if (time == null || !holds) {
            marks.add(Mark.NO_TIME);
        }
        if (time != null
                && (time.isBefore(FIRST_RECORDS) || time.isAfter(origin.now().plus(CLOCK_SKEW)))) {
            marks.add(Mark.ODD_TIME);
        }
        return (time == null || !holds ? origin.time() : time).truncatedTo(ChronoUnit.MICROS);
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String account(JsonNode json, Beside beside, Origin origin) {
        return firstOf(
                ACCOUNT,
                Json.text(json, "recipientAccountId"),
                beside.account(),
                origin.account(),
                Json.text(json, "userIdentity", "accountId"));
    }

    private static boolean readOnly(JsonNode json, String name, @Nullable Boolean beside) {
        if (beside != null) {
            return beside;
        }
        boolean signIn = Json.text(json, "eventSource").startsWith("signin.");
        return !signIn && READS.matcher(name).matches();
    }

    /** Sign-ins that fail have no error code: the answer says so. */
    private static @Nullable String errorCode(JsonNode json) {
        String code = text(json, "errorCode", 128);
        if (!code.isEmpty()) {
            return code;
        }
        String name = Json.text(json, "eventName");
        boolean failed = !name.isEmpty()
                && (Json.text(json, "responseElements", name).equals("Failure")
                        || Json.text(json, "serviceEventDetails", name).startsWith("Fail"));
        return !failed ? null : errorMessage(json) == null ? "Failure" : "Failed authentication";
    }

    private static @Nullable String errorMessage(JsonNode json) {
        String message = text(json, "errorMessage", 1_000);
        return message.isEmpty() ? null : message;
    }

    private static @Nullable String issuedKey(JsonNode raw) {
        String key = Json.text(raw, "responseElements", "credentials", "accessKeyId");
        return KEY.matcher(key).matches() ? key : null;
    }

    private static String text(JsonNode json, String name, int most) {
        return Texts.clean(Json.text(json, name), most);
    }

    private static String firstOf(Pattern form, String... texts) {
        for (String text : texts) {
            if (form.matcher(text).matches()) {
                return text;
            }
        }
        return "";
    }

    private static void put(ObjectNode object, String name, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            object.put(name, Texts.storable(text));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /** Writes a record such that it is not too long: whole values are left out, and what is left is valid JSON. */
    static final class Shortening {
        private static final int LONGEST_VALUE = 1_000;
        /** What is left out first. */
        private static final List<String> LONG = List.of("responseElements", "requestParameters");

        private static final List<String> KEPT = List.of(
                "eventVersion",
                "eventID",
                "eventTime",
                "eventSource",
                "eventName",
                "eventType",
                "eventCategory",
                "awsRegion",
                "recipientAccountId",
                "sourceIPAddress",
                "userAgent",
                "readOnly",
                "errorCode",
                "errorMessage");

        private Shortening() {}

        /** A record's JSON, and whether values were left out. */
        record Written(String json, boolean shortened) {}

        static Written write(JsonNode object) {
            String json = Json.write(object);
            if (fits(json)) {
                return new Written(json, false);
            }
            ObjectNode shorter = Json.copy(object);
            for (String name : LONG) {
                if (shorter.path(name).isContainer()) {
                    leaveOut(shorter, name);
                }
                if (fits(json = Json.write(shorter))) {
                    return new Written(json, true);
                }
            }
            for (Map.Entry<String, JsonNode> member : List.copyOf(shorter.properties())) {
                if (member.getValue().isContainer()
                        || Json.text(member.getValue()).length() > LONGEST_VALUE) {
                    leaveOut(shorter, member.getKey());
                }
            }
            if (!fits(json = Json.write(shorter))) {
                ObjectNode least = Json.object();
                KEPT.stream().filter(shorter::has).forEach(name -> least.set(name, shorter.path(name)));
                least.put("Bursar", leftOut(Json.write(object).length()));
                json = Json.write(least);
            }
            return new Written(json, true);
        }

        private static boolean fits(String json) {
            return json.length() <= TrailEvent.LONGEST_JSON;
        }

        private static void leaveOut(ObjectNode object, String name) {
            object.put(name, leftOut(Json.write(object.path(name)).length()));
        }

        private static String leftOut(int length) {
            return String.format(Locale.ROOT, "… left out by Bursar: %,d characters", length);
        }
    }
}
