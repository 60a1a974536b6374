package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import module java.base;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Resource Groups Tagging API: what has tags or once had some in the caller's account and Region, and writes of tags. */
public final class Tagging extends JsonService {
    private static final String TOKEN = "PaginationToken";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_FILTERS = 50;
    private static final int MOST_VALUES = 20;
    private static final int MOST_ARNS = 100;
    private static final List<String> NOT_WITH_ARNS =
            List.of("TagFilters", "ResourceTypeFilters", "ResourcesPerPage", "TagsPerPage", TOKEN);

    private final ResourceInventory inventory;
    private final TagWrites writes;
    private final Pages pages;

    public Tagging(ResourceInventory inventory, TagWrites writes, Clock clock) {
        super("tag", "ResourceGroupsTaggingAPI_20170126", Reach.REGIONS);
        this.inventory = inventory;
        this.writes = writes;
        this.pages = Pages.expiring(TOKEN, Duration.ofMinutes(15), clock);
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "ExpiredNextTokenException" ->
                AwsRefusal.of(
                        "PaginationTokenExpiredException",
                        "A PaginationToken is valid for a maximum of 15 minutes. Your request was denied because the"
                                + " specified PaginationToken has expired.");
            case "RequestChangedException", "InvalidNextTokenException" -> invalid("The PaginationToken is invalid.");
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        var known = inventory.everTagged(caller.account(), caller.region());
        return switch (operation) {
            case "GetResources" -> resources(request, known);
            case "GetTagKeys" -> texts(request, "TagKeys", tags(known).map(Map.Entry::getKey));
            case "GetTagValues" -> {
                var key = Json.text(request, "Key");
                if (key == null || key.isEmpty()) {
                    throw invalid("The Key parameter is required.");
                }
                yield texts(
                        request,
                        "TagValues",
                        tags(known).filter(tag -> tag.getKey().equals(key)).map(Map.Entry::getValue));
            }
            case "TagResources", "UntagResources" -> writes.answer(operation, request, caller);
            default -> throw JsonService.unknown(operation);
        };
    }

    private static Stream<Map.Entry<String, String>> tags(List<Resource> resources) {
        return resources.stream().flatMap(resource -> resource.tags().entrySet().stream());
    }

    private ObjectNode texts(ObjectNode request, String member, Stream<String> texts) {
        var page = pages.page(texts.distinct().sorted().toList(), pages.place(request), LARGEST_PAGE);
        var json = Json.object().put(TOKEN, page.next() == null ? "" : page.next());
        var array = json.putArray(member);
        page.items().forEach(array::add);
        return json;
    }

    private ObjectNode resources(ObjectNode request, List<Resource> known) {
        if (request.has("ResourceARNList")) {
            return shown(named(request, known), "");
        }
        var size = Json.size(
                request,
                "ResourcesPerPage",
                USUAL_PAGE,
                LARGEST_PAGE,
                _ -> invalid("ResourcesPerPage must be between 1 and " + LARGEST_PAGE + "."));
        var wanted = types(request).and(tagged(request));
        var page = pages.page(known.stream().filter(wanted).toList(), pages.place(request), size);
        return shown(page.items(), page.next() == null ? "" : page.next());
    }

    /** What of the named resources is there; others are left out. */
    private static List<Resource> named(ObjectNode request, List<Resource> known) {
        var arns = Json.texts(request, "ResourceARNList");
        for (var other : NOT_WITH_ARNS) {
            if (request.has(other)) {
                throw invalid("You can't specify both ResourceARNList and " + other + " in the same request.");
            }
        }
        if (arns.isEmpty() || arns.size() > MOST_ARNS) {
            throw invalid("ResourceARNList must have between 1 and " + MOST_ARNS + " ARNs.");
        }
        for (var arn : arns) {
            if (!arn.startsWith("arn:")) {
                throw invalid(arn + " is not a valid AmazonResourceName (ARN)");
            }
        }
        var asked = Set.copyOf(arns);
        return known.stream().filter(resource -> asked.contains(resource.arn())).toList();
    }

    /** {@code s3}, {@code ec2:instance}; a type with a part more is of the type without it. */
    private static Predicate<Resource> types(ObjectNode request) {
        var types = Json.texts(request, "ResourceTypeFilters");
        if (types.size() > MOST_ARNS) {
            throw invalid("ResourceTypeFilters must have at most " + MOST_ARNS + " members.");
        }
        return resource -> types.isEmpty()
                || types.stream()
                        .anyMatch(type -> resource.service().equals(type)
                                || resource.type().equals(type)
                                || resource.type().startsWith(type + "/"));
    }

    private static Predicate<Resource> tagged(ObjectNode request) {
        var filters = Json.list(request, "TagFilters");
        if (filters.size() > MOST_FILTERS) {
            throw invalid("TagFilters must have at most " + MOST_FILTERS + " keys.");
        }
        return filters.stream().map(Tagging::tagged).reduce(resource -> true, Predicate::and);
    }

    private static Predicate<Resource> tagged(JsonNode filter) {
        var key = Json.text(filter, "Key");
        var values = Json.texts(filter, "Values");
        if (key == null || key.isEmpty()) {
            throw invalid("Each of the TagFilters must have a key.");
        }
        if (values.size() > MOST_VALUES) {
            throw invalid("The tag filter of key " + key + " must have at most " + MOST_VALUES + " values.");
        }
        return resource -> {
            var value = resource.tags().get(key);
            return value != null && (values.isEmpty() || values.contains(value));
        };
    }

    private static ObjectNode shown(List<Resource> resources, String next) {
        var json = Json.object().put(TOKEN, next);
        var array = json.putArray("ResourceTagMappingList");
        for (var resource : resources) {
            var tags = array.addObject().put("ResourceARN", resource.arn()).putArray("Tags");
            new TreeMap<>(resource.tags())
                    .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        }
        return json;
    }

    static AwsRefusal invalid(String text) {
        return AwsRefusal.of("InvalidParameterException", text);
    }
}
