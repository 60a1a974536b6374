package dev.bursar.simulator.exports;

import dev.bursar.simulator.faults.Effect;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Reply;
import dev.bursar.simulator.http.Xml;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
                return new Place(Integer.parseInt(text.substring(0, Math.max(0, blank))), text.substring(blank + 1));
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
        var root = "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">" + xml + "</ListBucketResult>";
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
