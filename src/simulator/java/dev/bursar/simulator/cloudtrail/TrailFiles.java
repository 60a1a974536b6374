package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.exports.Bucket;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The bucket of the organisation's trail: the events of all active accounts in compressed files, some minutes late. */
public final class TrailFiles implements Bucket {
    public static final String BUCKET = "acme-org-trail";

    /** What the keys of all files begin with. */
    public static final String PREFIX = "AWSLogs/o-acme1234567/";

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final int SHORTEST_LATENESS = 5;
    private static final int LATENESS_RANGE = 10;
    private static final int TWICE_IN = 20;

    private final Organisation organisation;
    private final Events events;
    private final Clock clock;
    private final NavigableMap<String, Content> own = new TreeMap<>();
    private final Map<String, Content> contents = new HashMap<>();
    private NavigableMap<String, Written> files = new TreeMap<>();
    private String filesOf = "";

    /** What is in a file, and from when on it is there. */
    private record Written(Instant at, ObjectNode body) {}

    /** The events of an hour; those that tests add stand apart. */
    private record Group(
            String account,
            String region,
            Instant hour,
            @Nullable Instant added) implements Comparable<Group> {
        static Group of(Event event) {
            return new Group(
                    event.account(),
                    event.region(),
                    event.time().truncatedTo(ChronoUnit.HOURS),
                    event.added() ? event.visible() : null);
        }

        @Override
        public int compareTo(Group other) {
            return toString().compareTo(other.toString());
        }
    }

    public TrailFiles(Organisation organisation, Events events, Clock clock) {
        this.organisation = organisation;
        this.events = events;
        this.clock = clock;
    }

    /** Puts an object of any content, or replaces that of the key. */
    public synchronized void put(String key, byte[] bytes) {
        own.put(key, Content.of(key, bytes.clone(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    @Override
    public String name() {
        return BUCKET;
    }

    @Override
    public synchronized List<String> keys(String prefix) {
        var end = prefix + Character.MAX_VALUE;
        var keys = new ArrayList<>(own.subMap(prefix, end).keySet());
        var now = clock.instant();
        files().subMap(prefix, end).forEach((key, file) -> {
            if (!file.at().isAfter(now) && !own.containsKey(key)) {
                keys.add(key);
            }
        });
        keys.sort(Comparator.naturalOrder());
        return keys;
    }

    @Override
    public synchronized @Nullable Content content(String key) {
        var put = own.get(key);
        if (put != null) {
            return put;
        }
        var file = files().get(key);
        return file == null || file.at().isAfter(clock.instant())
                ? null
                : contents.computeIfAbsent(key, none -> Content.of(key, compressed(file.body()), file.at()));
    }

    /** All files, those that come later today too; they change with the day and with what tests add. */
    private NavigableMap<String, Written> files() {
        var of = organisation.today() + " " + events.added().size();
        if (!of.equals(filesOf)) {
            files = new TreeMap<>();
            contents.clear();
            var groups = new TreeMap<Group, List<Event>>();
            events.made().forEach(event -> group(groups, event));
            events.added().forEach(event -> group(groups, event));
            groups.forEach(this::write);
            digests(groups);
            insight();
            filesOf = of;
        }
        return files;
    }

    private static void group(Map<Group, List<Event>> groups, Event event) {
        groups.computeIfAbsent(Group.of(event), none -> new ArrayList<>()).add(event);
    }

    private void write(Group group, List<Event> found) {
        var seed = group.toString();
        var last = found.getLast().time();
        var minutes = SHORTEST_LATENESS + Ids.number(seed, LATENESS_RANGE + 1);
        var at = group.added() != null ? group.added() : last.plus(minutes, ChronoUnit.MINUTES);
        files.put(key(group, at, seed), new Written(at, body(found)));
        if (group.added() == null && Ids.number("twice " + seed, TWICE_IN) == 0) {
            var again = at.plus(SHORTEST_LATENESS, ChronoUnit.MINUTES);
            files.put(key(group, again, "again " + seed), new Written(again, body(List.of(found.getLast()))));
        }
    }

    private static String key(Group group, Instant at, String seed) {
        return folder(group.account(), "CloudTrail", group.region(), at) + group.account() + "_CloudTrail_"
                + group.region() + "_" + MINUTE.format(at) + "_" + Ids.base32(seed, 16) + ".json.gz";
    }

    private static String folder(String account, String kind, String region, Instant at) {
        return PREFIX + account + "/" + kind + "/" + region + "/" + FOLDER.format(at) + "/";
    }

    private static ObjectNode body(List<Event> found) {
        var body = Json.object();
        var records = body.putArray("Records");
        found.forEach(event -> records.add(event.record()));
        return body;
    }

    /** Files about files, one a day for each account that has any. */
    private void digests(Map<Group, List<Event>> groups) {
        var days = new TreeMap<String, Written>();
        for (var group : groups.keySet()) {
            var day = LocalDate.ofInstant(group.hour(), ZoneOffset.UTC);
            var at = day.plusDays(1).atTime(LocalTime.of(0, 20)).toInstant(ZoneOffset.UTC);
            var body = Json.object().put("awsAccountId", group.account()).put("digestS3Bucket", BUCKET);
            body.putArray("logFiles");
            var name = group.account() + "_CloudTrail-Digest_us-east-1_" + BUCKET + "_us-east-1_" + MINUTE.format(at);
            days.put(
                    folder(group.account(), "CloudTrail-Digest", "us-east-1", at) + name + ".json.gz",
                    new Written(at, body));
        }
        files.putAll(days);
    }

    /** One unusual rate of calls. */
    private void insight() {
        var account = OrganisationModel.SANDBOX;
        var at =
                organisation.storyDay().minusDays(8).atTime(LocalTime.of(4, 30)).toInstant(ZoneOffset.UTC);
        var record = Draft.json(
                "{'eventVersion':'1.08','eventTime':'$','awsRegion':'us-east-1','eventID':'$','eventType':'AwsCloudTrailInsight',"
                        + "'recipientAccountId':'$','insightDetails':{'state':'Start','eventSource':'signin.amazonaws.com',"
                        + "'eventName':'ConsoleLogin','insightType':'ApiErrorRateInsight'},'eventCategory':'Insight'}",
                at.toString(),
                Ids.uuid("insight"),
                account);
        var body = Json.object();
        body.putArray("Records").add(record);
        var name = account + "_CloudTrail-Insight_us-east-1_" + MINUTE.format(at) + "_" + Ids.base32("insight", 16);
        files.put(folder(account, "CloudTrail-Insight", "us-east-1", at) + name + ".json.gz", new Written(at, body));
    }

    private static byte[] compressed(ObjectNode body) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.MAPPER.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
