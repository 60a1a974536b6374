package dev.bursar.simulator.exports;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.AwsService;
import dev.bursar.simulator.http.Form;
import dev.bursar.simulator.http.Reply;
import dev.bursar.simulator.http.Xml;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Amazon S3 as far as buckets are found and read, which are addressed by path. */
public final class S3 extends AwsService {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final byte[] EMPTY = {};
    private static final String MADE = "2024-01-15T08:00:00Z";

    private final Map<String, Bucket> buckets = new TreeMap<>();
    private final Deliveries deliveries;

    /**
     * @param bucket "" for a request about all buckets
     * @param key "" for a request about the bucket itself
     */
    public record Request(String method, String bucket, String key, Map<String, String> query, Headers headers) {
        public static Request of(HttpExchange exchange) {
            var uri = exchange.getRequestURI();
            var path = uri.getPath().substring(1);
            var slash = path.indexOf('/');
            var query = uri.getRawQuery();
            return new Request(
                    exchange.getRequestMethod(),
                    slash < 0 ? path : path.substring(0, slash),
                    slash < 0 ? "" : path.substring(slash + 1),
                    query == null ? Map.of() : Form.read(query),
                    exchange.getRequestHeaders());
        }

        /** The operation's name; one that is not known here keeps the method's. */
        public String operation() {
            if (bucket.isEmpty()) {
                return method.equals("GET") ? "ListBuckets" : method;
            }
            var ofBucket = key.isEmpty();
            return switch (method) {
                case "GET" -> !ofBucket ? "GetObject" : "2".equals(query.get("list-type")) ? "ListObjectsV2" : "GET";
                case "HEAD" -> ofBucket ? "HeadBucket" : "HeadObject";
                case "DELETE" -> ofBucket ? "DELETE" : "DeleteObject";
                default -> method;
            };
        }
    }

    /**
     * The bucket of the organisation's exports, and others.
     *
     * @param held which months of exports are not delivered yet
     */
    public S3(Organisation organisation, Predicate<YearMonth> held, Bucket... others) {
        super("s3", Reach.PAYER);
        deliveries = new Deliveries(organisation, held);
        add(deliveries);
        List.of(others).forEach(this::add);
    }

    /** Sets how many lines a file of exports has; it has to be set before one is delivered. */
    public void rowsPerExportFile(int rows) {
        deliveries.rowsPerFile(rows);
    }

    /** Sets of which days, end exclusive, Cost and Usage Reports have split cost allocation, by the day or by the hour. */
    public void splitCostAllocation(LocalDate from, LocalDate to, boolean hourly) {
        deliveries.split(from, to, hourly);
    }

    private void add(Bucket bucket) {
        buckets.put(bucket.name(), bucket);
    }

    /** The bucket of that name; null where there is none. */
    public @Nullable Bucket bucket(String name) {
        return buckets.get(name);
    }

    public Reply answer(Request request, List<Effect> effects) {
        if (request.operation().equals("ListBuckets")) {
            return listed(request);
        }
        var bucket = buckets.get(request.bucket());
        if (bucket == null) {
            throw new AwsRefusal("NoSuchBucket", "The specified bucket does not exist", 404);
        }
        return switch (request.operation()) {
            case "ListObjectsV2" -> new S3Listing(bucket).answer(request, effects);
            case "GetObject" -> object(bucket, request, true);
            case "HeadObject" -> object(bucket, request, false);
            case "DeleteObject" -> {
                if (!bucket.remove(request.key())) {
                    throw new AwsRefusal("AccessDenied", "Access Denied", 403);
                }
                yield new Reply(204, "application/xml", "");
            }
            case "HeadBucket" -> new Reply(200, Reply.XML, "");
            default ->
                throw new AwsRefusal(
                        "MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
        };
    }

    private Reply listed(Request request) {
        var prefix = request.query().getOrDefault("prefix", "");
        var listed = buckets.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> "<Bucket>" + Xml.element("Name", name) + Xml.element("CreationDate", MADE)
                        + Xml.element("BucketRegion", "us-east-1") + "</Bucket>")
                .collect(Collectors.joining());
        return new Reply(
                200,
                "application/xml",
                "<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner>"
                        + Xml.element("ID", Organisation.PAYER) + "</Owner><Buckets>" + listed
                        + "</Buckets></ListAllMyBucketsResult>");
    }

    private static Reply object(Bucket bucket, Request request, boolean withBody) {
        var content = withBody ? bucket.content(request.key()) : null;
        var facts = content != null ? content.facts() : withBody ? null : bucket.facts(request.key());
        if (facts == null) {
            throw new AwsRefusal("NoSuchKey", "The specified key does not exist.", 404);
        }
        var headers = new HashMap<>(Map.of(
                "ETag", quoted(facts),
                "Last-Modified", lastModified(facts.modified()),
                "Accept-Ranges", "bytes"));
        var ifMatch = request.headers().getFirst("If-Match");
        if (ifMatch != null && !matches(ifMatch, facts)) {
            throw new AwsRefusal(
                    "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
        }
        var ifNoneMatch = request.headers().getFirst("If-None-Match");
        if (ifNoneMatch != null && matches(ifNoneMatch, facts)) {
            return new Reply(304, "binary/octet-stream", EMPTY, headers);
        }
        var range = request.headers().getFirst("Range");
        var part = range == null ? Part.all(facts.size()) : Part.of(range, facts.size());
        if (part.isPart()) {
            headers.put("Content-Range", "bytes %d-%d/%d".formatted(part.first(), part.end() - 1, facts.size()));
        }
        if (!withBody) {
            headers.put("Content-Length", String.valueOf(part.end() - part.first()));
        }
        var body = content == null ? EMPTY : Arrays.copyOfRange(content.bytes(), (int) part.first(), (int) part.end());
        return new Reply(part.isPart() ? 206 : 200, "binary/octet-stream", body, headers);
    }

    /** Throttling and denials have codes and statuses of S3's own. */
    public static Reply refusal(Request request, AwsRefusal refusal) {
        var code = Xml.code(refusal);
        var status = refusal.status();
        switch (code) {
            case "AccessDenied" -> status = 403;
            case "LimitExceeded", "Throttling" -> {
                code = "SlowDown";
                status = 503;
            }
            default -> {}
        }
        var xml = "<Error>" + Xml.element("Code", code) + Xml.element("Message", refusal.text())
                + Xml.element("Resource", "/" + request.bucket() + "/" + request.key()) + Xml.requestId() + "</Error>";
        return new Reply(status, "application/xml", xml);
    }

    public static String quoted(Bucket.Facts facts) {
        return '"' + facts.etag() + '"';
    }

    private static boolean matches(String asked, Bucket.Facts facts) {
        return asked.equals("*") || asked.replace("\"", "").equals(facts.etag());
    }

    private static String lastModified(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Some bytes of an object, end exclusive. */
    private record Part(long first, long end, boolean isPart) {
        public static Part all(long size) {
            return new Part(0, size, false);
        }

        /** A range that is no range is ignored; one behind the end is refused. */
        public static Part of(String header, long size) {
            var range = RANGE.matcher(header);
            if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
                return all(size);
            }
            var suffix = range.group(1).isEmpty();
            var last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
            var first = suffix ? Math.max(0, size - last) : Long.parseLong(range.group(1));
            var end = suffix ? size : Math.min(size, last + 1);
            if (first >= size || suffix && last == 0) {
                throw new AwsRefusal("InvalidRange", "The requested range is not satisfiable", 416);
            }
            return first >= end ? all(size) : new Part(first, end, true);
        }
    }

    /** ListObjectsV2: keys by prefix and delimiter, in pages whose token is the last key of the page before. */
    public record S3Listing(Bucket bucket) {
        private static final int MOST_KEYS = 1_000;
        private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

        /** Where a page starts: behind that key. */
        private record Place(int page, String after) {
            static Place first(Map<String, String> query) {
                return new Place(1, query.getOrDefault("start-after", ""));
            }

            static Place of(Map<String, String> query) {
                var token = query.get("continuation-token");
                if (token == null) {
                    return first(query);
                }
                try {
                    var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                    var blank = text.indexOf(' ');
                    return new Place(
                            Integer.parseInt(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
                } catch (IllegalArgumentException e) {
                    throw AwsRefusal.of("InvalidArgument", "The continuation token provided is incorrect");
                }
            }

            String token() {
                return Base64.getUrlEncoder().encodeToString((page + " " + after).getBytes(StandardCharsets.UTF_8));
            }
        }

        public static int page(Map<String, String> query) {
            try {
                return Place.of(query).page();
            } catch (AwsRefusal e) {
                return 1;
            }
        }

        Reply answer(S3.Request request, List<Effect> effects) {
            var query = request.query();
            var most = most(query.getOrDefault("max-keys", String.valueOf(MOST_KEYS)));
            var prefix = query.getOrDefault("prefix", "");
            var delimiter = query.getOrDefault("delimiter", "");
            var place = Place.of(query);
            var entries = new LinkedHashMap<String, Boolean>();
            for (var key : bucket.keys(prefix)) {
                var end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                var entry = end < 0 ? key : key.substring(0, end + delimiter.length());
                if (entry.compareTo(place.after()) > 0) {
                    entries.put(entry, end >= 0);
                }
            }
            var page = List.copyOf(entries.entrySet()).subList(0, Math.min(most, entries.size()));
            var next = page.size() < entries.size() && !page.isEmpty()
                    ? new Place(place.page() + 1, page.getLast().getKey()).token()
                    : null;
            if (effects.stream().anyMatch(Effect.LoopingToken.class::isInstance)) {
                next = place.token();
            }
            var encoded = "url".equals(query.get("encoding-type"));
            var xml = new StringBuilder()
                    .append(Xml.element("Name", request.bucket()))
                    .append(Xml.element("Prefix", name(prefix, encoded)))
                    .append(delimiter.isEmpty() ? "" : Xml.element("Delimiter", name(delimiter, encoded)))
                    .append(encoded ? Xml.element("EncodingType", "url") : "")
                    .append(Xml.element("MaxKeys", String.valueOf(most)))
                    .append(Xml.element("KeyCount", String.valueOf(page.size())))
                    .append(Xml.element("IsTruncated", String.valueOf(next != null)))
                    .append(optional("StartAfter", query.get("start-after")))
                    .append(optional("ContinuationToken", query.get("continuation-token")))
                    .append(optional("NextContinuationToken", next));
            page.forEach(entry -> xml.append(
                    entry.getValue()
                            ? "<CommonPrefixes>" + Xml.element("Prefix", name(entry.getKey(), encoded))
                                    + "</CommonPrefixes>"
                            : object(entry.getKey(), encoded)));
            var root = "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + xml
                    + "</ListBucketResult>";
            return new Reply(200, "application/xml", root);
        }

        private String object(String key, boolean encoded) {
            var facts = bucket.facts(key);
            return facts == null
                    ? ""
                    : "<Contents>" + Xml.element("Key", name(key, encoded))
                            + Xml.element("LastModified", facts.modified().toString())
                            + Xml.element("ETag", S3.quoted(facts))
                            + Xml.element("Size", String.valueOf(facts.size()))
                            + Xml.element("StorageClass", "STANDARD") + "</Contents>";
        }

        private static String optional(String name, @Nullable String text) {
            return text == null ? "" : Xml.element(name, text);
        }

        private static String name(String text, boolean encoded) {
            return encoded ? URLEncoder.encode(text, StandardCharsets.UTF_8) : text;
        }

        private static int most(String asked) {
            if (!NUMBER.matcher(asked).matches()) {
                throw AwsRefusal.of("InvalidArgument", "Provided max-keys not an integer or within integer range");
            }
            return Math.min(MOST_KEYS, Integer.parseInt(asked));
        }
    }
}
