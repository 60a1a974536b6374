package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS Resource Explorer as far as it is read: the indexes of an account and what a search finds in one Region. */
public final class ResourceExplorer extends RestJsonService {
    /** How many matches a search finds at most, if not set otherwise. */
    public static final int USUAL_MATCHES = 1_000;

    private static final int LARGEST_PAGE = 1_000;
    private static final int USUAL_PAGE = 100;
    private static final String MADE = "2025-10-06T08:00:00Z";

    private final ResourceInventory inventory;
    private final ExplorerIndexes indexes;
    private final Clock clock;
    private final Pages pages;
    private volatile int mostMatches = USUAL_MATCHES;

    public ResourceExplorer(ResourceInventory inventory, Regions regions, Clock clock) {
        super("resource-explorer-2", Reach.REGIONS);
        this.inventory = inventory;
        this.indexes = new ExplorerIndexes(regions);
        this.clock = clock;
        this.pages = Pages.expiring("NextToken", Duration.ofHours(24), clock);
    }

    public ExplorerIndexes indexes() {
        return indexes;
    }

    /** Sets how many matches a search finds at most. */
    public void mostMatches(int matches) {
        mostMatches = matches;
    }

    /** It has no error of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "ExpiredNextTokenException" -> AwsRefusal.invalid("The NextToken has expired.");
            case "RequestChangedException", "InvalidNextTokenException" ->
                AwsRefusal.invalid("The NextToken is invalid.");
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "ListIndexes" -> listIndexes(request, caller);
            case "GetIndex" -> getIndex(caller);
            case "GetDefaultView" -> getDefaultView(caller);
            case "Search" -> search(request, caller);
            case "ListResources" -> listResources(request, caller);
            default -> throw RestJsonService.unknown(operation);
        };
    }

    /** Indexes of all Regions, wherever it is asked. */
    private ObjectNode listIndexes(ObjectNode request, Caller caller) {
        var type = Json.text(request, "Type");
        var asked = Set.copyOf(Json.texts(request, "Regions"));
        var size = size(request, LARGEST_PAGE / 10);
        var found = indexes.of(caller.account()).stream()
                .filter(region -> asked.isEmpty() || asked.contains(region))
                .filter(region -> type == null || type.equals(type(caller.account(), region)))
                .toList();
        return pages.answer(
                Json.object(),
                "Indexes",
                found,
                request,
                size,
                region -> Json.object()
                        .put("Arn", ExplorerIndexes.index(caller.account(), region))
                        .put("Region", region)
                        .put("Type", type(caller.account(), region)));
    }

    private String type(String account, String region) {
        return indexes.isAggregator(account, region) ? "AGGREGATOR" : "LOCAL";
    }

    private ObjectNode getIndex(Caller caller) {
        if (!indexes.exists(caller.account(), caller.region())) {
            throw new AwsRefusal("ResourceNotFoundException", "Index not found", 404);
        }
        return Json.object()
                .put("Arn", ExplorerIndexes.index(caller.account(), caller.region()))
                .put("State", "ACTIVE")
                .put("Type", type(caller.account(), caller.region()))
                .put("CreatedAt", MADE)
                .put("LastUpdatedAt", MADE);
    }

    private ObjectNode getDefaultView(Caller caller) {
        var json = Json.object();
        var view = indexes.view(caller.account(), caller.region());
        if (view != null) {
            json.put("ViewArn", view);
        }
        return json;
    }

    /** Where there is no index yet, it makes one and answers with what it has so far. */
    private ObjectNode search(ObjectNode request, Caller caller) {
        var query = SearchQuery.of(Json.required(request, "QueryString"));
        var size = size(request, LARGEST_PAGE);
        var place = pages.place(request);
        var fresh = indexes.create(caller.account(), caller.region());
        var view = view(request, caller);
        var hasTags = indexes.hasTags(caller.account(), caller.region());
        var all = matches(query, hasTags, caller);
        var most = fresh ? Math.min(mostMatches, all.size() / 2) : mostMatches;
        var found = all.subList(0, Math.min(most, all.size()));
        var page = pages.page(found, place, size);
        var json = Json.object().put("ViewArn", view);
        json.putObject("Count")
                .put("Complete", !fresh && found.size() == all.size())
                .put("TotalResources", found.size());
        var array = json.putArray("Resources");
        page.items().forEach(resource -> add(resource, hasTags, array));
        return pages.next(json, page);
    }

    /** All matches, however many; a page of the largest size is the last one whatever comes after it. */
    private ObjectNode listResources(ObjectNode request, Caller caller) {
        var query = SearchQuery.of(Json.required(request.path("Filters"), "FilterString"));
        var size = size(request, LARGEST_PAGE);
        var view = view(request, caller);
        var hasTags = indexes.hasTags(caller.account(), caller.region());
        var page = pages.page(matches(query, hasTags, caller), pages.place(request), size);
        var json = Json.object().put("ViewArn", view);
        var array = json.putArray("Resources");
        page.items().forEach(resource -> add(resource, hasTags, array));
        return size < LARGEST_PAGE ? pages.next(json, page) : json;
    }

    private List<Resource> matches(SearchQuery query, boolean hasTags, Caller caller) {
        if (query.asksForTags() && !hasTags) {
            throw AwsRefusal.invalid("The query has a tag filter, but the view doesn't include tags.");
        }
        var account = caller.account();
        var regions = indexes.isAggregator(account, caller.region()) ? indexes.of(account) : List.of(caller.region());
        return regions.stream()
                .flatMap(region -> inventory.existing(account, region).stream())
                .filter(query::matches)
                .toList();
    }

    /** The asked view or the default one; AWS tells neither a missing view nor missing rights apart. */
    private String view(ObjectNode request, Caller caller) {
        var view = indexes.view(caller.account(), caller.region());
        var asked = Json.text(request, "ViewArn");
        if (view == null || asked != null && !asked.equals(view)) {
            throw new AwsRefusal("UnauthorizedException", "Unauthorized", 401);
        }
        return view;
    }

    private void add(Resource resource, boolean hasTags, ArrayNode array) {
        var seen = lastReported(resource).toString();
        var json = array.addObject()
                .put("Arn", resource.arn())
                .put("OwningAccountId", resource.account())
                .put("Region", resource.region())
                .put("ResourceType", resource.type())
                .put("Service", resource.service())
                .put("LastReportedAt", seen);
        var properties = json.putArray("Properties");
        if (hasTags && !resource.tags().isEmpty()) {
            var data = properties
                    .addObject()
                    .put("Name", "tags")
                    .put("LastReportedAt", seen)
                    .putArray("Data");
            new TreeMap<>(resource.tags())
                    .forEach((key, value) -> data.addObject().put("Key", key).put("Value", value));
        }
    }

    /** Some minutes to a day and a half ago. */
    private Instant lastReported(Resource resource) {
        var minutes = 5 + Math.floorMod(resource.arn().hashCode(), 36 * 60);
        return clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(minutes));
    }

    private static int size(ObjectNode request, int most) {
        return Json.size(
                request,
                "MaxResults",
                Math.min(most, USUAL_PAGE),
                most,
                _ -> AwsRefusal.invalid("MaxResults must be between 1 and " + most + "."));
    }

    /** In which Regions of which accounts Resource Explorer has a local index and a default view: in almost all that are enabled. */
    public static final class ExplorerIndexes {
        /** The account that has no index in {@link #REGION_WITHOUT_INDEX}. */
        public static final String ACCOUNT_WITHOUT_INDEX = OrganisationModel.FRAUD;

        public static final String REGION_WITHOUT_INDEX = "ap-northeast-1";

        private final Regions regions;
        private final Set<Place> withoutIndex = new HashSet<>();
        private final Set<Place> withoutView = new HashSet<>();
        private final Set<Place> withoutTags = new HashSet<>();
        private final Set<Place> aggregators = new HashSet<>();
        private int created;

        private record Place(String account, String region) {}

        ExplorerIndexes(Regions regions) {
            this.regions = regions;
            withoutIndex.add(new Place(ACCOUNT_WITHOUT_INDEX, REGION_WITHOUT_INDEX));
        }

        /** How many indexes searches have created where there was none, which reading must never do. */
        public synchronized int created() {
            return created;
        }

        public synchronized void removeDefaultView(String account, String region) {
            withoutView.add(new Place(account, region));
        }

        /** Makes the index of a Region the one that knows the resources of all the account's indexes. */
        public synchronized void aggregate(String account, String region) {
            aggregators.add(new Place(account, region));
        }

        synchronized boolean isAggregator(String account, String region) {
            return aggregators.contains(new Place(account, region));
        }

        /** Leaves the tags out of the default view. */
        public synchronized void removeTagsFromView(String account, String region) {
            withoutTags.add(new Place(account, region));
        }

        /** Makes an index where there is none. */
        synchronized boolean create(String account, String region) {
            var made = withoutIndex.remove(new Place(account, region));
            created += made ? 1 : 0;
            return made;
        }

        synchronized boolean exists(String account, String region) {
            return regions.isEnabled(account, region) && !withoutIndex.contains(new Place(account, region));
        }

        /** The Regions of an account's indexes. */
        List<String> of(String account) {
            return regions.enabled(account).stream()
                    .filter(region -> exists(account, region))
                    .toList();
        }

        /** The default view's ARN, null where there is none. */
        synchronized @Nullable String view(String account, String region) {
            var none = !exists(account, region) || withoutView.contains(new Place(account, region));
            return none ? null : arn(account, region, "view/all/");
        }

        synchronized boolean hasTags(String account, String region) {
            return !withoutTags.contains(new Place(account, region));
        }

        static String index(String account, String region) {
            return arn(account, region, "index/");
        }

        private static String arn(String account, String region, String what) {
            var arn = "arn:aws:resource-explorer-2:" + region + ":" + account + ":" + what;
            return arn + UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A query of Resource Explorer: terms that all must hold, each with values of which one must; case is ignored. */
    record SearchQuery(List<Term> terms) {
        private static final int LONGEST = 1_280;

        /** A kind of resource that can't have tags. */
        private static final String UNTAGGABLE = "cloudwatch:dashboard";

        /**
         * One filter.
         *
         * @param field "" for free text
         */
        private record Term(boolean not, String field, List<String> values) {
            boolean holds(Resource resource) {
                return not != values.stream().anyMatch(value -> holds(resource, value));
            }

            private boolean holds(Resource resource, String value) {
                return switch (field) {
                    case "tag" -> tag(resource, value);
                    case "tag.key" -> resource.tags().keySet().stream().anyMatch(key -> same(key, value));
                    case "tag.value" -> resource.tags().values().stream().anyMatch(other -> same(other, value));
                    case "service" -> same(resource.service(), value);
                    case "resourcetype" -> same(resource.type(), value);
                    case "resourcetype.supports" ->
                        value.equals("tags") && !resource.type().equals(UNTAGGABLE);
                    case "region" -> same(resource.region(), value);
                    case "accountid" -> same(resource.account(), value);
                    case "id" -> same(resource.arn(), value);
                    case "" ->
                        lower(resource.arn()).contains(value)
                                || lower(resource.tags().toString()).contains(value);
                    default -> throw AwsRefusal.invalid("The query has an unknown filter: " + field);
                };
            }

            private static boolean tag(Resource resource, String value) {
                var equals = value.indexOf('=');
                if (equals >= 0) {
                    return resource.tags().entrySet().stream()
                            .anyMatch(tag -> same(tag.getKey(), value.substring(0, equals))
                                    && same(tag.getValue(), value.substring(equals + 1)));
                }
                return switch (value) {
                    case "none" -> !resource.hasUserTags();
                    case "all" -> resource.hasUserTags();
                    default -> throw AwsRefusal.invalid("The query has an invalid value of the filter tag: " + value);
                };
            }

            /** A star at the end stands for any rest. */
            private static boolean same(String text, String value) {
                return value.endsWith("*")
                        ? lower(text).startsWith(value.substring(0, value.length() - 1))
                        : lower(text).equals(value);
            }
        }

        static SearchQuery of(String text) {
            if (text.length() > LONGEST) {
                throw AwsRefusal.invalid("QueryString must have at most " + LONGEST + " characters.");
            }
            return new SearchQuery(parts(lower(text), ' ').stream()
                    .filter(part -> !part.isBlank())
                    .map(SearchQuery::term)
                    .toList());
        }

        boolean matches(Resource resource) {
            return terms.stream().allMatch(term -> term.holds(resource));
        }

        boolean asksForTags() {
            return terms.stream()
                    .anyMatch(term -> term.field().equals("tag") || term.field().startsWith("tag."));
        }

        private static Term term(String part) {
            var not = part.startsWith("-");
            var rest = not ? part.substring(1) : part;
            var colon = rest.startsWith("arn:") || rest.startsWith("\"") ? -1 : rest.indexOf(':');
            var field = colon < 0 ? "" : rest.substring(0, colon);
            var values = parts(rest.substring(colon + 1), ',').stream()
                    .map(value -> value.replace("\"", ""))
                    .toList();
            return new Term(not, field, values);
        }

        /** Cuts where the mark is outside of quotation marks. */
        private static List<String> parts(String text, char mark) {
            var parts = new ArrayList<String>();
            var quoted = false;
            var start = 0;
            for (var i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '"') {
                    quoted = !quoted;
                } else if (text.charAt(i) == mark && !quoted) {
                    parts.add(text.substring(start, i));
                    start = i + 1;
                }
            }
            parts.add(text.substring(start));
            return parts;
        }

        private static String lower(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
