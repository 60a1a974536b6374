package dev.bursar.trail.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RetainedData;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trail's log files in a folder, through the job into the database. */
class TrailFileSyncTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCOUNT = "111122223333";
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path root;

    private final MovableClock clock = new MovableClock(NOW);
    private SyncRig rig;
    private JdbcClient jdbc;
    private TrailFolder folder;

    @BeforeEach
    void start() {
        folder = new TrailFolder(root);
        rig = new SyncRig(
                clock,
                Organisation.seeded(7, clock, LocalDate.parse("2026-11-01")),
                Map.of("bursar.cloudtrail.files", root.toString()));
        jdbc = rig.database.jdbc();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String record(int number, String time, String name, boolean readOnly) {
        return """
            {"eventVersion":"1.11","eventID":"00000000-0000-4000-8000-%012d","eventTime":"%s","eventSource":"ec2.amazonaws.com",\
            "eventName":"%s","awsRegion":"eu-central-1","recipientAccountId":"%s","readOnly":%s,"eventType":"AwsApiCall",\
            "userIdentity":{"type":"IAMUser","userName":"anna","accountId":"%s","arn":"arn:aws:iam::%s:user/anna"},\
            "requestParameters":{"instancesSet":{"items":[{"instanceId":"i-%017x"}]}},"eventCategory":"Management"}\
            """.formatted(number, time, name, ACCOUNT, readOnly, ACCOUNT, ACCOUNT, number);
    }

    private long count(String where) {
        return jdbc.sql("select count(*) from trail_event where " + where)
                .query(Long.class)
                .single();
    }

    @Test
    void everyRecordIsThereOnceAndOnlyWrites() {
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(3)),
                List.of(
                        record(1, "2026-11-21T08:00:00Z", "TerminateInstances", false),
                        record(2, "2026-11-21T08:00:01Z", "DescribeInstances", true)));
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(3)),
                List.of(
                        record(1, "2026-11-21T08:00:00Z", "TerminateInstances", false),
                        record(3, "2026-11-21T08:00:02Z", "StopInstances", false)));
        folder.file(
                ACCOUNT,
                "us-east-1",
                NOW.minus(Duration.ofHours(1)),
                List.of(record(4, "2026-11-24T07:59:00Z", "StartInstances", false)));
        folder.put(
                "AWSLogs/o-abcdefghij/" + ACCOUNT + "/CloudTrail-Digest/eu-central-1/2026/11/21/x.json.gz",
                TrailFolder.packed(
                        "{\"Records\":[" + record(9, "2026-11-21T08:00:00Z", "StopInstances", false) + "]}"));

        RunRow run = rig.run("cloudtrail-files");

        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
        assertThat(run.progress().rowsChanged()).isEqualTo(3);
        assertThat(count("true")).isEqualTo(3);
        assertThat(count("read_only")).isZero();
        assertThat(count("by_files and not by_lookup")).isEqualTo(3);
        assertThat(jdbc.sql("select done from trail_file_day where day = '2026-11-21'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void theNextRunReadsOnlyWhatIsNewWhateverItsOwnTime() {
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofMinutes(10)),
                List.of(record(1, "2026-11-24T08:45:00Z", "TerminateInstances", false)));
        rig.run("cloudtrail-files");
        // comes later, but was written before the other one
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofMinutes(15)),
                List.of(record(2, "2026-11-24T08:40:00Z", "TerminateInstances", false)));
        clock.forward(Duration.ofHours(1));
        RunRow second = rig.run("cloudtrail-files");
        RunRow third = rig.run("cloudtrail-files");

        assertThat(second.progress().rowsChanged()).isEqualTo(1);
        assertThat(third.progress().rowsChanged()).isZero();
        assertThat(jdbc.sql("select sum(files) from trail_file_day")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(count("true")).isEqualTo(2);
    }

    @Test
    void aDamagedFileKeepsWhatCameBeforeAndStopsNobody() {
        byte[] whole = TrailFolder.packed("{\"Records\":["
                + record(1, "2026-11-20T08:00:00Z", "TerminateInstances", false) + ","
                + "{\"eventName\":\"" + "x".repeat(90) + "\",\"padding\":\"" + random(200_000) + "\"}]}");
        folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofDays(4)), Arrays.copyOf(whole, whole.length - 5_000));
        folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofDays(4)), "no gzip at all".getBytes());
        folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofDays(4)), TrailFolder.packed("[]"));
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(4)),
                TrailFolder.packed("{\"Records\":[null,7,\"x\",{}]}"));
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(2)),
                List.of(record(2, "2026-11-22T08:00:00Z", "TerminateInstances", false)));

        RunRow run = rig.run("cloudtrail-files");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("could not be read to its end");
        assertThat(count("name = 'TerminateInstances'")).isEqualTo(2);
        assertThat(badFiles()).isEqualTo(3);
        assertThat(jdbc.sql("select sum(records) from trail_skipped")
                        .query(Long.class)
                        .single())
                .as("files are no records")
                .isEqualTo(3);
        assertThat(rig.run("cloudtrail-files").state()).isEqualTo(RunState.DONE);
    }

    private long badFiles() {
        return jdbc.sql("select sum(bad_files) from trail_file_day")
                .query(Long.class)
                .single();
    }

    @Test
    void aFileThatWasRepairedUnderItsNameIsReadAgain() throws IOException {
        String first = record(1, "2026-11-20T08:00:00Z", "TerminateInstances", false);
        String second = record(2, "2026-11-20T08:00:01Z", "TerminateInstances", false);
        byte[] cut = TrailFolder.packed("{\"Records\":[7," + first + ",{\"eventName\":\"" + random(200_000));
        Path old = folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofDays(4)), cut);
        Path recent = folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofHours(1)), cut);
        folder.file(ACCOUNT, "eu-central-1", NOW.minus(Duration.ofDays(4)), "stays".getBytes());
        assertThat(rig.run("cloudtrail-files").state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(badFiles()).isEqualTo(3);
        assertThat(count("true")).isEqualTo(1);

        Files.write(old, TrailFolder.packed("{\"Records\":[7," + first + "," + second + "]}"));
        String third = record(3, "2026-11-24T08:00:01Z", "TerminateInstances", false);
        Files.write(recent, TrailFolder.packed("{\"Records\":[7," + third + "]}"));
        clock.forward(Duration.ofHours(1));
        assertThat(rig.run("cloudtrail-files").progress().rowsChanged())
                .as("the day that still gets files is listed; the other file is looked at once a day")
                .isEqualTo(1);
        assertThat(badFiles()).isEqualTo(2);

        clock.forward(Duration.ofHours(23));
        assertThat(rig.run("cloudtrail-files").state()).isEqualTo(RunState.DONE);
        assertThat(count("true")).isEqualTo(3);
        assertThat(badFiles()).isOne();
        assertThat(jdbc.sql("select records from trail_skipped")
                        .query(Long.class)
                        .single())
                .as("each file's 7 counts once")
                .isEqualTo(2);
    }

    private static String random(int length) {
        var random = new java.util.Random(1);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    void aMonthThatIsDeletedStaysDeletedAndIsNotCalledRead() {
        folder.file(
                ACCOUNT,
                "eu-central-1",
                Instant.parse("2026-01-10T10:00:00Z"),
                List.of(record(1, "2026-01-10T09:55:00Z", "TerminateInstances", false)));
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(2)),
                List.of(record(2, "2026-11-22T08:00:00Z", "TerminateInstances", false)));
        rig.run("cloudtrail-files");
        RetainedData events = rig.beans(RetainedData.class).stream()
                .filter(data -> data.name().equals("cloudtrail"))
                .findFirst()
                .orElseThrow();
        assertThat(events.monthsBefore(YearMonth.of(2026, 7))).containsExactly(YearMonth.of(2026, 1));
        Long deleted = rig.bean(TransactionTemplate.class).execute(status -> events.delete(YearMonth.of(2026, 1)));
        assertThat(deleted).isEqualTo(1L);
        assertThat(events.monthsBefore(YearMonth.of(2026, 7))).isEmpty();
        assertThat(rig.run("cloudtrail-files").progress().rowsChanged()).isZero();
        assertThat(count("true")).isEqualTo(1);
        assertThat(jdbc.sql("select first_day from trail_file_region")
                        .query(LocalDate.class)
                        .single())
                .isEqualTo(LocalDate.parse("2026-02-01"));
    }

    @Test
    void aFolderWithoutLogFilesIsSaidSo() {
        RunRow run = rig.run("cloudtrail-files");
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem()))
                .contains("There are no CloudTrail log files below")
                .contains("AWSLogs/");
    }

    @Test
    void theFolderMayBeNamedWithOrWithoutAwsLogs() {
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(3)),
                List.of(record(1, "2026-11-21T08:00:00Z", "TerminateInstances", false)));
        try (AnnotationConfigApplicationContext other = rig.context(
                Map.of("bursar.cloudtrail.files", root.resolve("AWSLogs").toString()))) {
            assertThat(SyncRig.run(other, "cloudtrail-files").progress().rowsChanged())
                    .isEqualTo(1);
        }
        assertThat(rig.run("cloudtrail-files").progress().rowsChanged()).isZero();
        assertThat(count("true")).isEqualTo(1);
    }

    @Test
    void eventsThatOnlyReadComeInOnceTheyAreKept() {
        folder.file(
                ACCOUNT,
                "eu-central-1",
                NOW.minus(Duration.ofDays(9)),
                List.of(
                        record(1, "2026-11-15T08:00:00Z", "TerminateInstances", false),
                        record(2, "2026-11-15T08:00:01Z", "DescribeInstances", true)));
        rig.run("cloudtrail-files");
        assertThat(count("true")).isEqualTo(1);
        try (AnnotationConfigApplicationContext other = rig.context(
                Map.of("bursar.cloudtrail.files", root.toString(), "bursar.cloudtrail.read-only-events", "true"))) {
            SyncRig.run(other, "cloudtrail-files");
        }
        assertThat(count("true")).isEqualTo(2);
        assertThat(count("read_only")).isEqualTo(1);
    }

    @Test
    void realRecordsComeInWholeAndNoneTwice() throws IOException {
        Path data = Path.of("..", "shared", "data", "cloudtrail");
        Assumptions.assumeTrue(Files.exists(data), "Skipped: there is no ../shared/data/cloudtrail");
        var records = new ArrayList<JsonNode>();
        try (var files = Files.list(data)) {
            for (Path file : files.sorted().toList()) {
                records.add(JSON.readTree(Files.readString(file)));
            }
        }
        for (JsonNode record : records) {
            JsonNode event = record.has("detail") ? record.get("detail") : record;
            String time = event.path("eventTime").asString("2024-03-01T10:00:00Z");
            String region = event.path("awsRegion").asString("us-east-1");
            String account = record.path("account")
                    .asString(event.path("recipientAccountId").asString(ACCOUNT));
            folder.file(account, region, Instant.parse(time).plusSeconds(300), List.of(record.toString()));
            folder.file(account, region, Instant.parse(time).plusSeconds(600), List.of(event.toString()));
        }
        try (AnnotationConfigApplicationContext node = rig.context(
                Map.of("bursar.cloudtrail.files", root.toString(), "bursar.cloudtrail.read-only-events", "true"))) {
            assertThat(SyncRig.run(node, "cloudtrail-files").state()).isEqualTo(RunState.DONE);
        }
        assertThat(jdbc.sql("select sum(files) from trail_file_day")
                        .query(Long.class)
                        .single())
                .isEqualTo(2L * records.size());
        long different = records.stream()
                .map(record -> record.has("detail") ? record.get("detail") : record)
                .map(event -> event.path("eventID").asString(event.toString())
                        + event.path("eventTime").asString(""))
                .distinct()
                .count();
        // one has neither an id nor a time: it has that of its file, and lies in two
        assertThat(count("true")).isEqualTo(different + 1);
        assertThat(count("marks & 2 = 0"))
                .isEqualTo(records.stream()
                        .map(record -> record.has("detail") ? record.get("detail") : record)
                        .filter(event -> event.has("eventTime"))
                        .map(event -> event.path("eventID").asString(event.toString())
                                + event.path("eventTime").asString())
                        .distinct()
                        .count());
        assertThat(count("name = 'RunInstances'"))
                .isEqualTo(records.stream()
                        .map(record -> record.has("detail") ? record.get("detail") : record)
                        .filter(event -> event.path("eventName").asString("").equals("RunInstances"))
                        .map(event -> event.path("eventID").asString()
                                + event.path("eventTime").asString())
                        .distinct()
                        .count());
    }
}
