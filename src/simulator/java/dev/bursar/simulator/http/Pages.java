package dev.bursar.simulator.http;

import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts answers into pages whose tokens hold only for the same request, and for unchanged data or for some time.
 *
 * @param revision of the data, or the time where the tokens expire, in seconds
 * @param life after how many seconds a token expires; 0 where it holds as long as the data don't change
 */
public record Pages(String tokenMember, LongSupplier revision, long life) {
    /** What the members for tokens are called, of which a request has one at most. */
    private static final List<String> MEMBERS = List.of("NextToken", "NextPageToken", "PaginationToken", "nextToken");

    /** A request without its token, and where its page starts. */
    public record Place(String fingerprint, int offset, int page, long revision) {}

    /** One page of a list and the token of the next one. */
    public record Page<T>(List<T> items, @Nullable String next) {}

    public Pages(String tokenMember, LongSupplier revision) {
        this(tokenMember, revision, 0);
    }

    /** Pages whose tokens hold for some time, whatever the data become. */
    public static Pages expiring(String tokenMember, Duration life, Clock clock) {
        return new Pages(tokenMember, () -> clock.instant().getEpochSecond(), life.toSeconds());
    }

    /** The member for a token that a request or an answer has; of one without, the usual one. */
    public static String member(ObjectNode json) {
        return MEMBERS.stream().filter(json::has).findFirst().orElse("NextToken");
    }

    public Place place(ObjectNode request) {
        var token = Json.text(request, tokenMember);
        var fingerprint = fingerprint(request, tokenMember);
        var now = revision.getAsLong();
        if (token == null || token.isEmpty()) {
            return new Place(fingerprint, 0, 1, now);
        }
        var read = read(token);
        if (!read.fingerprint().equals(fingerprint)) {
            throw AwsRefusal.of(
                    "RequestChangedException",
                    "Your request parameters changed between pages. Try again with the old token or without a token.");
        }
        // a token made for a fault is of no time and never expires
        if (life > 0 && read.revision() > 0 && now - read.revision() > life) {
            throw AwsRefusal.of("ExpiredNextTokenException", "The next token has expired.");
        }
        if (life == 0 && read.revision() != now) {
            throw badToken();
        }
        return read;
    }

    public <T> Page<T> page(List<T> all, Place place, int size) {
        var end = Math.min(all.size(), place.offset() + size);
        var next = end < all.size()
                ? token(new Place(
                        place.fingerprint(),
                        end,
                        place.page() + 1,
                        life == 0 ? place.revision() : revision.getAsLong()))
                : null;
        return new Page<>(all.subList(Math.min(place.offset(), end), end), next);
    }

    /** Adds a page to an answer, and the token of the next one. */
    public <T> ObjectNode answer(
            ObjectNode json, String member, List<T> all, ObjectNode request, int size, Function<T, JsonNode> shape) {
        var page = page(all, place(request), size);
        var array = json.putArray(member);
        page.items().forEach(item -> array.add(shape.apply(item)));
        return next(json, page);
    }

    /** Adds the token of the next page to an answer, if there is one. */
    public ObjectNode next(ObjectNode json, Page<?> page) {
        return page.next() == null ? json : json.put(tokenMember, page.next());
    }

    /** A token that leads to the first page again. */
    public String firstPage(ObjectNode request) {
        return token(new Place(fingerprint(request, tokenMember), 0, 1, revision.getAsLong()));
    }

    /** The number of the page that a token leads to, or 1 where it can't be read. */
    static int number(@Nullable String token) {
        try {
            return token == null || token.isEmpty() ? 1 : read(token).page();
        } catch (AwsRefusal e) {
            return 1;
        }
    }

    private static AwsRefusal badToken() {
        return AwsRefusal.of(
                "InvalidNextTokenException", "The pagination token is invalid. Try again without a pagination token.");
    }

    private static String token(Place place) {
        var text = String.join(
                ":",
                place.fingerprint(),
                String.valueOf(place.offset()),
                String.valueOf(place.page()),
                String.valueOf(place.revision()));
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Place read(String token) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII).split(":", -1);
            if (parts.length == 4) {
                return new Place(
                        parts[0],
                        Integer.parseUnsignedInt(parts[1]),
                        Integer.parseUnsignedInt(parts[2]),
                        Long.parseLong(parts[3]));
            }
        } catch (IllegalArgumentException e) {
            // not one of ours: refused below like any other text
        }
        throw badToken();
    }

    private static String fingerprint(ObjectNode request, String tokenMember) {
        var bare = request.deepCopy();
        bare.remove(tokenMember);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(bare));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
