package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cost allocation tags: the keys in use, which of them are activated, and backfills, which give all keys the past that their status of
 * the moment stands for.
 */
public final class AllocationTags {
    private static final int MOST_RESULTS = 1_000;
    private static final int USUAL_RESULTS = 100;
    private static final int MOST_UPDATED = 20;
    private static final int MOST_MONTHS_BACK = 12;
    private static final Duration BETWEEN_BACKFILLS = Duration.ofHours(24);
    private static final String ACTIVE = "Active";
    private static final String INACTIVE = "Inactive";

    private final Organisation organisation;
    private final Records records;
    private final Clock clock;
    private final Pages pages;
    private final Map<String, Tag> tags = new TreeMap<>();
    private final Map<String, Failure> failures = new HashMap<>();
    private final List<Backfill> backfills = new ArrayList<>();
    private CallersKey callersKey = CallersKey.NOT_LISTED;
    private boolean callersKeyActive;
    private Duration lag = Duration.ZERO;
    private Duration backfillTakes = Duration.ofSeconds(30);

    /** Where AWS records what was asked and what came of it. */
    @FunctionalInterface
    public interface Records {
        void add(String operation, ObjectNode request, ObjectNode answer, Caller caller);
    }

    /** @param next what it becomes at a moment that is still to come */
    private record Tag(
            String key,
            String type,
            boolean active,
            Instant updated,
            @Nullable Next next) {
        String status() {
            return active ? ACTIVE : INACTIVE;
        }
    }

    private record Next(boolean active, Instant at) {}

    private record Failure(String code, String message) {}

    /** @param active by key, as they were when it was asked for */
    private record Backfill(LocalDate from, Instant asked, Instant ends, Map<String, Boolean> active, boolean done) {}

    public AllocationTags(Organisation organisation, Records records, Clock clock) {
        this.organisation = organisation;
        this.records = records;
        this.clock = clock;
        this.pages = new Pages("NextToken", organisation::revision);
        add("aws:createdBy", "AWSGenerated", false);
        add(Organisation.ENVIRONMENT_TAG, "UserDefined", true);
        add(Organisation.PROJECT_TAG, "UserDefined", false);
        add("Team", "UserDefined", false);
        add(Organisation.TEAM_TAG, "UserDefined", true);
    }

    private void add(String key, String type, boolean active) {
        var since = organisation.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        tags.put(key, new Tag(key, type, active, since, null));
    }

    /** How AWS lists the key by which callers name their team: it isn't known, so each way is tried. */
    public enum CallersKey {
        WITH_PREFIX,
        /** Under the name of the resources' key, which is listed too. */
        TWICE,
        NOT_LISTED
    }

    public synchronized void callersKey(CallersKey how) {
        callersKey = how;
        callersKeyActive = false;
    }

    private Optional<Tag> ofCallers() {
        var key = (callersKey == CallersKey.WITH_PREFIX ? "iamPrincipal/" : "") + Organisation.TEAM_TAG;
        var since = organisation.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        return callersKey == CallersKey.NOT_LISTED
                ? Optional.empty()
                : Optional.of(new Tag(key, "UserDefined", callersKeyActive, since, null));
    }

    /** How long after an update a key has its new status; at once, where nothing is set. */
    public synchronized void lag(Duration other) {
        lag = other;
    }

    /** How long a backfill takes that begins from now on. */
    public synchronized void backfillTakes(Duration other) {
        backfillTakes = other;
    }

    /** Has the next update of a key fail, once. */
    public synchronized void fail(String key, String code, String message) {
        failures.put(key, new Failure(code, message));
    }

    /** Whether the key is active now. */
    public synchronized boolean isActive(String key) {
        settle();
        var tag = tags.get(key);
        return tag != null && tag.active();
    }

    synchronized ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        settle();
        return switch (operation) {
            case "ListCostAllocationTags" -> list(request);
            case "UpdateCostAllocationTagsStatus" -> recorded(operation, request, update(request), caller);
            case "StartCostAllocationTagBackfill" -> recorded(operation, request, backfill(request), caller);
            default -> history(request);
        };
    }

    private ObjectNode recorded(String operation, ObjectNode request, ObjectNode answer, Caller caller) {
        records.add(operation, request, answer, caller);
        return answer;
    }

    /** What was to happen by now. */
    synchronized void settle() {
        var now = clock.instant();
        tags.replaceAll((key, tag) -> {
            var next = tag.next();
            if (next == null || now.isBefore(next.at())) {
                return tag;
            }
            organisation.carriedTags().from(key, day(next.at()), next.active());
            return new Tag(key, tag.type(), next.active(), next.at(), null);
        });
        backfills.replaceAll(one -> {
            if (one.done() || now.isBefore(one.ends())) {
                return one;
            }
            one.active().forEach((key, active) -> organisation.carriedTags().from(key, one.from(), active));
            // what was activated while it ran goes on
            tags.values().stream()
                    .filter(tag -> tag.active() != one.active().getOrDefault(tag.key(), false))
                    .forEach(tag -> organisation.carriedTags().from(tag.key(), day(tag.updated()), tag.active()));
            return new Backfill(one.from(), one.asked(), one.ends(), one.active(), true);
        });
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private ObjectNode list(ObjectNode request) {
        var keys = Json.texts(request, "TagKeys");
        var found = Stream.concat(tags.values().stream(), ofCallers().stream())
                .sorted(Comparator.comparing(Tag::key))
                .filter(tag -> keys.isEmpty() || keys.contains(tag.key()))
                .filter(tag -> wanted(Json.text(request, "Status"), tag.status()))
                .filter(tag -> wanted(Json.text(request, "Type"), tag.type()))
                .toList();
        return pages.answer(Json.object(), "CostAllocationTags", found, request, size(request), this::json);
    }

    private ObjectNode json(Tag tag) {
        var item = Json.object()
                .put("TagKey", tag.key())
                .put("Type", tag.type())
                .put("Status", tag.status())
                .put("LastUpdatedDate", tag.updated().toString());
        return tag.active() || tag.type().equals("UserDefined")
                ? item.put("LastUsedDate", YearMonth.from(organisation.today()).atDay(1) + "T00:00:00Z")
                : item;
    }

    private static int size(ObjectNode request) {
        return Json.size(
                request,
                "MaxResults",
                USUAL_RESULTS,
                MOST_RESULTS,
                _ -> AwsRefusal.invalid("Value at 'maxResults' must be between 1 and 1000"));
    }

    private static boolean wanted(@Nullable String asked, String is) {
        return asked == null || asked.equals(is);
    }

    /** Each key by itself: what can't be updated is named in an answer that is none the less an HTTP 200. */
    private ObjectNode update(ObjectNode request) {
        var entries = Json.list(request, "CostAllocationTagsStatus");
        if (entries.isEmpty() || entries.size() > MOST_UPDATED) {
            throw AwsRefusal.invalid(
                    "Value at 'costAllocationTagsStatus' failed to satisfy constraint: Member must have"
                            + " length less than or equal to 20");
        }
        var json = Json.object();
        var errors = json.putArray("Errors");
        for (var entry : entries) {
            var failure = update(entry);
            if (failure != null) {
                errors.addObject()
                        .put("TagKey", Json.text(entry, "TagKey"))
                        .put("Code", failure.code())
                        .put("Message", failure.message());
            }
        }
        return json;
    }

    private @Nullable Failure update(JsonNode entry) {
        var key = Json.required(entry, "TagKey");
        var status = Json.required(entry, "Status");
        if (!status.equals(ACTIVE) && !status.equals(INACTIVE)) {
            throw AwsRefusal.invalid(
                    "Value at 'status' failed to satisfy constraint: Member must satisfy enum value set:"
                            + " [Active, Inactive]");
        }
        var failure = failures.remove(key);
        if (failure != null) {
            return failure;
        }
        var ofCallers = ofCallers().filter(one -> one.key().equals(key));
        if (ofCallers.isPresent()) {
            callersKeyActive = status.equals(ACTIVE);
        }
        var tag = tags.get(key);
        if (tag == null && ofCallers.isPresent()) {
            return null;
        }
        if (tag == null) {
            return new Failure("TagKeyNotFoundException", "Tag keys not found: " + key);
        }
        var active = status.equals(ACTIVE);
        if (active != tag.active() || tag.next() != null) {
            tags.put(
                    key,
                    new Tag(
                            key,
                            tag.type(),
                            tag.active(),
                            tag.updated(),
                            new Next(active, clock.instant().plus(lag))));
            settle();
        }
        return null;
    }

    private ObjectNode backfill(ObjectNode request) {
        var from = from(Json.required(request, "BackfillFrom"));
        var now = clock.instant();
        if (backfills.stream().anyMatch(one -> !one.done())) {
            throw AwsRefusal.of(
                    "BackfillLimitExceededException",
                    "A request to backfill is already in progress. Once the previous request is complete, you can"
                            + " create another request.");
        }
        if (backfills.stream().anyMatch(one -> now.isBefore(one.asked().plus(BETWEEN_BACKFILLS)))) {
            throw AwsRefusal.of(
                    "LimitExceededException", "You can request a backfill only once every 24 hours. Try again later.");
        }
        var active = new HashMap<String, Boolean>();
        tags.values().forEach(tag -> active.put(tag.key(), tag.active()));
        var backfill = new Backfill(from, now, now.plus(backfillTakes), active, false);
        backfills.add(backfill);
        var json = Json.object();
        json.set("BackfillRequest", json(backfill));
        return json;
    }

    private LocalDate from(String text) {
        try {
            var from = LocalDate.ofInstant(Instant.parse(text), ZoneOffset.UTC);
            var thisMonth = YearMonth.from(organisation.today());
            if (from.getDayOfMonth() == 1
                    && !from.isBefore(thisMonth.minusMonths(MOST_MONTHS_BACK).atDay(1))
                    && !from.isAfter(thisMonth.atDay(1))) {
                return from;
            }
        } catch (DateTimeException e) {
            // refused below like any other
        }
        throw AwsRefusal.invalid("BackfillFrom must be the first day of a month of the last twelve months.");
    }

    private ObjectNode history(ObjectNode request) {
        return pages.answer(
                Json.object(), "BackfillRequests", backfills.reversed(), request, size(request), AllocationTags::json);
    }

    private static ObjectNode json(Backfill one) {
        var json = Json.object()
                .put("BackfillFrom", one.from() + "T00:00:00Z")
                .put("RequestedAt", one.asked().toString())
                .put("BackfillStatus", one.done() ? "SUCCEEDED" : "PROCESSING")
                .put("LastUpdatedAt", (one.done() ? one.ends() : one.asked()).toString());
        return one.done() ? json.put("CompletedAt", one.ends().toString()) : json;
    }
}
