package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.bursar.simulator.athena.ResultsBucket;
import dev.bursar.simulator.cloudtrail.TrailFiles;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import module java.base;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class SimulatorS3Test {

    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final String MANIFEST = Export.FOCUS_1_2.manifestKey(MONTH);
    private static final String DATA = Export.FOCUS_1_2.dataKey(MONTH, 1);

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-04T09:30:00Z");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @AfterEach
    void noFaults() {
        aws.simulator.faults().clear();
        aws.simulator.requests().clear();
    }

    @Test
    void pagesListAllKeysOnceInTheirOrder() {
        var all = keys(list(it -> it.prefix("exports/focus-1-2/metadata/")));
        assertThat(all).hasSize(14).isSorted().contains(MANIFEST).doesNotHaveDuplicates();
        var paged = new ArrayList<String>();
        var pages = aws.s3.listObjectsV2Paginator(ListObjectsV2Request.builder()
                .bucket(Export.BUCKET)
                .prefix("exports/focus-1-2/metadata/")
                .maxKeys(5)
                .build());
        pages.forEach(page -> paged.addAll(keys(page.contents())));
        assertThat(paged).isEqualTo(all);
        assertThat(aws.simulator.requests().entries())
                .extracting(RequestLog.Entry::operation, RequestLog.Entry::page)
                .endsWith(tuple("ListObjectsV2", 1), tuple("ListObjectsV2", 2), tuple("ListObjectsV2", 3));
        assertThat(keys(list(it -> it.prefix("exports/focus-1-2/metadata/").startAfter(all.get(3)))))
                .isEqualTo(all.subList(4, 14));
        assertThat(list(it -> it.prefix("elsewhere/"))).isEmpty();
    }

    @Test
    void theBucketsOfTheExportsOfTheTrailAndOfResultsAreListed() {
        var answer = aws.s3.listBuckets();
        assertThat(answer.buckets())
                .extracting(Bucket::name)
                .containsExactly(ResultsBucket.BUCKET, TrailFiles.BUCKET, Export.BUCKET);
        assertThat(answer.buckets())
                .allSatisfy(
                        bucket -> assertThat(bucket.creationDate()).isBefore(Instant.parse("2025-01-01T00:00:00Z")));
        assertThat(aws.s3.listBuckets(it -> it.prefix("another")).buckets()).isEmpty();
        assertThat(aws.simulator.requests().count("ListBuckets", RequestLog.OK)).isEqualTo(2);
        aws.simulator.faults().add(Fault.accessDenied().on("ListBuckets"));
        assertThatThrownBy(() -> aws.s3.listBuckets()).hasMessageContaining("perform: s3:ListAllMyBuckets because");
    }

    @Test
    void aDelimiterShowsFolders() {
        var answer = aws.s3.listObjectsV2(
                it -> it.bucket(Export.BUCKET).prefix("exports/").delimiter("/"));
        assertThat(answer.commonPrefixes())
                .extracting(folder -> folder.prefix())
                .containsExactlyElementsOf(Arrays.stream(Export.values())
                        .map(Export::prefix)
                        .filter(prefix -> prefix.startsWith("exports/"))
                        .sorted()
                        .toList());
        assertThat(answer.contents()).isEmpty();
        assertThat(answer.isTruncated()).isFalse();
    }

    @Test
    void aReportWithoutAPrefixHasKeysThatBeginWithASlash() {
        var answer = aws.s3.listObjectsV2(it -> it.bucket(Export.BUCKET).delimiter("/"));
        assertThat(answer.commonPrefixes())
                .extracting(folder -> folder.prefix())
                .containsExactly("/", "exports/");
        var key = "/cur-legacy-bare/20261101-20261201/cur-legacy-bare-Manifest.json";
        assertThat(get(it -> it.key(key)).asUtf8String())
                .contains("\"/cur-legacy-bare/20261101-20261201/cur-legacy-bare-00001.csv.gz\"");
    }

    @Test
    void headersAreThoseOfTheListing() {
        var listed = list(it -> it.prefix(DATA)).getFirst();
        var head = aws.s3.headObject(it -> it.bucket(Export.BUCKET).key(DATA));
        var got = get(it -> it.key(DATA));
        assertThat(head.eTag()).isEqualTo(listed.eTag()).matches("\"[0-9a-f]{32}\"");
        assertThat(got.response().eTag()).isEqualTo(listed.eTag());
        assertThat(head.contentLength())
                .isEqualTo(listed.size())
                .isEqualTo(got.asByteArray().length)
                .isEqualTo(got.response().contentLength());
        assertThat(head.lastModified())
                .isEqualTo(listed.lastModified())
                .isEqualTo(Instant.parse("2026-11-04T00:00:00Z"));
        assertThat(aws.s3
                        .headObject(it -> it.bucket(Export.BUCKET).key(MANIFEST))
                        .lastModified())
                .as("written last")
                .isAfter(head.lastModified());
        assertThat(aws.simulator.requests().entries())
                .extracting(RequestLog.Entry::filter)
                .contains(DATA, MANIFEST);
    }

    @Test
    void rangesArePartsOfTheObject() {
        var whole = get(it -> it.key(DATA)).asByteArray();
        var middle = get(it -> it.key(DATA).range("bytes=4-11"));
        assertThat(middle.asByteArray()).isEqualTo(Arrays.copyOfRange(whole, 4, 12));
        assertThat(middle.response().contentRange()).isEqualTo("bytes 4-11/" + whole.length);
        assertThat(get(it -> it.key(DATA).range("bytes=-4")).asByteArray())
                .isEqualTo("PAR1".getBytes(StandardCharsets.US_ASCII));
        assertThat(get(it -> it.key(DATA).range("bytes=" + (whole.length - 9) + "-"))
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 9, whole.length));
        refused(416, "InvalidRange", () -> get(it -> it.key(DATA).range("bytes=" + whole.length + "-")));
    }

    @Test
    void conditionsAreOfTheEtag() {
        var etag = get(it -> it.key(MANIFEST)).response().eTag();
        assertThatCode(() -> get(it -> it.key(MANIFEST).ifMatch(etag))).doesNotThrowAnyException();
        refused(412, "PreconditionFailed", () -> get(it -> it.key(MANIFEST).ifMatch("\"other\"")));
        assertThatThrownBy(() -> get(it -> it.key(MANIFEST).ifNoneMatch(etag)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
        assertThatCode(() -> get(it -> it.key(MANIFEST).ifNoneMatch("\"other\"")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> get(it -> it.key("exports/focus-1-2/none"))).isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> get(it -> it.key(Export.FOCUS_1_2.manifestKey(MONTH.plusMonths(1)))))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(
                        () -> aws.s3.headObject(it -> it.bucket(Export.BUCKET).key("none")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> aws.s3.listObjectsV2(it -> it.bucket("another")))
                .isInstanceOf(NoSuchBucketException.class);
        refused(400, "InvalidArgument", () -> list(it -> it.continuationToken("none")));
        refused(
                403,
                "AccessDenied",
                () -> aws.s3.deleteObject(it -> it.bucket(Export.BUCKET).key(MANIFEST)));
    }

    @Test
    void faultsStrike() {
        aws.simulator.faults().add(Fault.accessDenied().on("GetObject").times(1));
        refused(403, "AccessDenied", () -> get(it -> it.key(MANIFEST)));
        aws.simulator.faults().add(Fault.accessDenied().on("ListObjectsV2").times(1));
        assertThatThrownBy(() -> list(it -> {})).hasMessageContaining("perform: s3:ListBucket because");
        for (var fault : List.of(Fault.slowDown(), Fault.throttled(), Fault.limitExceeded())) {
            aws.simulator.faults().add(fault.times(1));
            refused(503, "SlowDown", () -> get(it -> it.key(MANIFEST)));
        }
        aws.simulator.faults().add(Fault.dropped().times(5));
        assertThatThrownBy(() ->
                        aws.s3.getObjectAsBytes(it -> it.bucket(Export.BUCKET).key(MANIFEST)))
                .isInstanceOf(SdkClientException.class);
        aws.simulator.faults().clear();
        aws.simulator.faults().add(Fault.cutShort().times(1));
        assertThatThrownBy(() -> get(it -> it.key(MANIFEST))).isInstanceOf(SdkClientException.class);
        aws.simulator.faults().add(Fault.loopingToken());
        var looped = aws.s3.listObjectsV2(it -> it.bucket(Export.BUCKET).prefix(MANIFEST));
        assertThat(looped.isTruncated()).isTrue();
        assertThat(aws.s3
                        .listObjectsV2(it -> it.bucket(Export.BUCKET)
                                .prefix(MANIFEST)
                                .continuationToken(looped.nextContinuationToken()))
                        .contents())
                .isEqualTo(looped.contents());
    }

    @Test
    void anUnchangedOrganisationDeliversTheSameBytes() {
        try (var other = Aws.at("2026-11-04T23:59:00Z")) {
            for (var key : List.of(DATA, MANIFEST)) {
                var again =
                        other.s3.getObjectAsBytes(it -> it.bucket(Export.BUCKET).key(key));
                assertThat(again.asByteArray()).isEqualTo(get(it -> it.key(key)).asByteArray());
                assertThat(again.response().eTag())
                        .isEqualTo(get(it -> it.key(key)).response().eTag());
            }
        }
    }

    @Test
    void onlyAChangedMonthIsDeliveredAnew() {
        var closed = MONTH.minusMonths(1);
        try (var other = Aws.at(Clock.fixed(Instant.parse("2026-11-04T09:30:00Z"), ZoneOffset.UTC))) {
            var before = other.s3.headObject(it -> it.bucket(Export.BUCKET).key(Export.FOCUS_1_0.manifestKey(closed)));
            var open = other.s3.headObject(it -> it.bucket(Export.BUCKET).key(Export.FOCUS_1_0.manifestKey(MONTH)));
            other.organisation.restate(closed);
            var after = other.s3.headObject(it -> it.bucket(Export.BUCKET).key(Export.FOCUS_1_0.manifestKey(closed)));
            assertThat(after.eTag()).isNotEqualTo(before.eTag());
            assertThat(after.lastModified()).isEqualTo(Instant.parse("2026-11-04T09:30:01Z"));
            assertThat(other.s3
                            .headObject(it -> it.bucket(Export.BUCKET).key(Export.FOCUS_1_0.manifestKey(MONTH)))
                            .eTag())
                    .isEqualTo(open.eTag());
        }
    }

    private static List<S3Object> list(Consumer<ListObjectsV2Request.Builder> change) {
        return aws.s3
                .listObjectsV2(it -> it.bucket(Export.BUCKET).applyMutation(change))
                .contents();
    }

    private static List<String> keys(List<S3Object> objects) {
        return objects.stream().map(S3Object::key).toList();
    }

    private static ResponseBytes<GetObjectResponse> get(Consumer<GetObjectRequest.Builder> change) {
        return aws.s3.getObjectAsBytes(it -> it.bucket(Export.BUCKET).applyMutation(change));
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
