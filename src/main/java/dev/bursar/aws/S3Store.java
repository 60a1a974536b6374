package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.aws.AwsProblem.NoBucket;
import dev.bursar.aws.AwsProblem.NotReceived;
import dev.bursar.aws.AwsProblem.StoreRefused;
import dev.bursar.aws.AwsProblem.StoreRefused.Right;
import dev.bursar.aws.AwsProblem.TooManyObjects;
import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket. Each request is metered with S3's list price in us-east-1; bytes cost nothing within a Region and are not counted. */
final class S3Store implements ObjectStore {
    private static final String LIST = Right.LIST.permission();
    private static final String GET = Right.READ.permission();
    private static final String DELETE = Right.REMOVE.permission();
    private static final BigDecimal LIST_USD = new BigDecimal("0.000005");
    private static final BigDecimal GET_USD = new BigDecimal("0.0000004");
    private static final int KEYS_A_PAGE = 1_000;
    private static final int MOST_BARREN_PAGES = 50;
    private static final int MOST_PAGES = 10_000;
    private static final int BLOCK = 1 << 16;

    private final Supplier<S3Client> client;
    private final RetriedRequests attempts;
    private final String bucket;

    S3Store(Supplier<S3Client> client, RetriedRequests attempts, String bucket) {
        this.client = client;
        this.attempts = attempts;
        this.bucket = bucket;
    }

    @Override
    public String name() {
        return "s3://" + bucket + "/";
    }

    @Override
    public Listing folder(String folder, int most, RequestMeter meter) {
        return list(folder, "/", most, meter);
    }

    @Override
    public List<StoredObject> below(String folder, int most, RequestMeter meter) {
        return list(folder, null, most, meter).objects();
    }

    @Override
    public List<StoredObject> after(String folder, String after, int most, RequestMeter meter) {
        var objects = new ArrayList<StoredObject>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(folder)
                    .startAfter(after.isEmpty() ? null : after)
                    .maxKeys(Math.min(KEYS_A_PAGE, most - objects.size()))
                    .continuationToken(token)
                    .build();
            ListObjectsV2Response page = listed(folder, request, meter);
            page.contents().stream()
                    .filter(object -> object.key() != null && !object.key().endsWith("/"))
                    .map(this::object)
                    .forEach(objects::add);
            token = page.nextContinuationToken();
            if (token != null && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw bad("the pages of %s%s do not end".formatted(name(), folder));
            }
        } while (token != null && !token.isEmpty() && objects.size() < most);
        return objects;
    }

    private ListObjectsV2Response listed(String folder, ListObjectsV2Request request, RequestMeter meter) {
        try {
            return attempts.send(
                    LIST, bucket, LIST_USD, meter, () -> client.get().listObjectsV2(request));
        } catch (SourceProblem e) {
            throw listRefused(folder, e);
        }
    }

    private Listing list(String folder, @Nullable String delimiter, int most, RequestMeter meter) {
        var objects = new ArrayList<StoredObject>();
        var folders = new ArrayList<String>();
        Set<String> seen = new HashSet<>();
        int barren = 0;
        @Nullable String token = null;
        do {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(folder)
                    .delimiter(delimiter)
                    .maxKeys(KEYS_A_PAGE)
                    .continuationToken(token)
                    .build();
            ListObjectsV2Response page = listed(folder, request, meter);
            int before = objects.size() + folders.size();
            page.contents().stream()
                    .filter(object -> object.key() != null && !object.key().endsWith("/"))
                    .map(this::object)
                    .forEach(objects::add);
            page.commonPrefixes().forEach(common -> folders.add(common.prefix()));
            if (objects.size() + folders.size() > most) {
                throw new SourceProblem(Kind.BAD_ANSWER, new TooManyObjects(most, name() + folder), null);
            }
            barren = objects.size() + folders.size() == before ? barren + 1 : 0;
            token = page.nextContinuationToken();
            if (token != null && (!seen.add(token) || barren > MOST_BARREN_PAGES)) {
                throw bad("the pages of %s%s do not end".formatted(name(), folder));
            }
        } while (token != null && !token.isEmpty());
        return new Listing(objects, folders);
    }

    private StoredObject object(S3Object object) {
        if (object.eTag() == null || object.size() == null || object.size() < 0 || object.lastModified() == null) {
            throw bad("an object has no ETag, size or time");
        }
        return new StoredObject(object.key(), object.eTag(), object.size(), object.lastModified());
    }

    @Override
    public boolean copy(StoredObject object, Path file, RequestMeter meter, LongConsumer copied) throws IOException {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .ifMatch(object.tag())
                .build();
        return got(object, meter, () -> copied(request, object, file, copied));
    }

    @Override
    public boolean end(StoredObject object, int bytes, Path file, RequestMeter meter) throws IOException {
        long length = Math.min(bytes, object.size());
        long start = object.size() - length;
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(bucket)
                .key(object.key())
                .ifMatch(object.tag())
                .range(length == 0 ? null : "bytes=" + start + "-" + (object.size() - 1))
                .build();
        return got(object, meter, () -> end(request, start, length, file));
    }

    private long end(GetObjectRequest request, long start, long length, Path file) {
        ResponseInputStream<GetObjectResponse> in = client.get().getObject(request);
        boolean whole = false;
        try {
            byte[] end = end(in, (int) length);
            ObjectStore.writeEnd(file, start, ByteBuffer.wrap(end));
            whole = true;
            return length;
        } catch (IOException e) {
            throw new DiskProblem(e);
        } finally {
            if (!whole) {
                in.abort();
            }
        }
    }

    private static byte[] end(ResponseInputStream<GetObjectResponse> in, int length) {
        try {
            byte[] end = in.readNBytes(length);
            if (end.length < length || in.read() >= 0) {
                throw new EOFException("The object's end has another size than was asked for");
            }
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** AWS asks nothing for it. */
    @Override
    public void remove(String folder, StoredObject object, RequestMeter meter) {
        ObjectStore.checkBelow(folder, object);
        try {
            attempts.send(
                    DELETE,
                    bucket,
                    BigDecimal.ZERO,
                    meter,
                    () -> client.get()
                            .deleteObject(request -> request.bucket(bucket).key(object.key())));
        } catch (SourceProblem e) {
            throw e.kind() == Kind.ACCESS_DENIED ? problem(e, new StoreRefused(Right.REMOVE, bucket, folder)) : e;
        }
    }

    /** Sends a request for an object's bytes; false when it isn't what was listed. */
    private boolean got(StoredObject object, RequestMeter meter, Supplier<Long> request) throws IOException {
        try {
            attempts.send(GET, bucket, GET_USD, meter, request);
            return true;
        } catch (SourceProblem e) {
            if (e.getCause() instanceof SdkException cause
                    && RetriedRequests.is(cause, "PreconditionFailed", "NoSuchKey")) {
                return false;
            }
            throw getRefused(object, e);
        } catch (DiskProblem e) {
            throw e.cause;
        }
    }

    /** The answer's bytes are part of the request: where they break off, it is tried again. */
    private long copied(GetObjectRequest request, StoredObject object, Path file, LongConsumer copied) {
        ResponseInputStream<GetObjectResponse> in = client.get().getObject(request);
        boolean whole = false;
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[BLOCK];
            long bytes = 0;
            for (int read = read(in, block); read >= 0 && bytes <= object.size(); read = read(in, block)) {
                out.write(block, 0, read);
                bytes += read;
                copied.accept(bytes);
            }
            if (bytes != object.size()) {
                throw new UncheckedIOException(new EOFException("The object has another size than was listed"));
            }
            whole = true;
            return bytes;
        } catch (IOException e) {
            throw new DiskProblem(e);
        } finally {
            if (!whole) {
                in.abort();
            }
        }
    }

    private static int read(ResponseInputStream<GetObjectResponse> in, byte[] block) {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bursar's own disk, not the network. */
    private static final class DiskProblem extends RuntimeException {
        private final transient IOException cause;

        DiskProblem(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private SourceProblem listRefused(String folder, SourceProblem e) {
        return switch (e.kind()) {
            case ACCESS_DENIED -> problem(e, new StoreRefused(Right.LIST, bucket, folder));
            case BAD_QUESTION, BAD_ANSWER, UNAVAILABLE, OFF -> noBucket(e);
            case CREDENTIALS, LIMITED, SETTINGS -> e;
        };
    }

    private SourceProblem getRefused(StoredObject object, SourceProblem e) {
        return switch (e.kind()) {
            case ACCESS_DENIED -> problem(e, new StoreRefused(Right.READ, bucket, object.key()));
            case UNAVAILABLE -> problem(e, new NotReceived(name() + object.key()));
            case BAD_QUESTION, BAD_ANSWER, OFF -> noBucket(e);
            case CREDENTIALS, LIMITED, SETTINGS -> e;
        };
    }

    private SourceProblem noBucket(SourceProblem e) {
        return e.getCause() instanceof SdkException cause && RetriedRequests.is(cause, "NoSuchBucket")
                ? problem(e, new NoBucket(bucket))
                : e;
    }

    private static SourceProblem problem(SourceProblem e, AwsProblem problem) {
        return new SourceProblem(e.kind(), problem, Objects.requireNonNull(e.getCause()));
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.OBJECTS, "", what), null);
    }
}
