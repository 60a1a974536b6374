package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Organisation;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** GetTags and GetDimensionValues: which values have lines in a period. */
final class KnownValues {

    private static final int MOST_RESULTS = 1000;

    private final Organisation organisation;
    private final QuestionReader reader;
    private final Pages pages;

    KnownValues(Organisation organisation, Pages pages) {
        this.organisation = organisation;
        this.reader = new QuestionReader(organisation);
        this.pages = pages;
    }

    /** The activated keys, or the values of one key, with an empty one where something is untagged. */
    ObjectNode tags(ObjectNode request) {
        var key = Json.text(request, "TagKey");
        if (key == null) {
            Period.past(request, organisation);
            return json(request, "Tags", List.copyOf(organisation.carriedTags().keys()), StringNode::valueOf);
        }
        var tag = reader.tag(key);
        return json(
                request,
                "Tags",
                values(request, cell -> tag.key(cell).substring(key.length() + 1)),
                StringNode::valueOf);
    }

    ObjectNode dimensions(ObjectNode request) {
        var name = Json.required(request, "Dimension");
        var dimension = reader.dimension(name, "Dimension is invalid.");
        return json(request, "DimensionValues", values(request, dimension::of), value -> {
            var json = Json.object().put("Value", value);
            var attributes = json.putObject("Attributes");
            if (dimension == Dimension.LINKED_ACCOUNT) {
                attributes.put("description", organisation.accountName(value));
            }
            return json;
        });
    }

    private List<String> values(JsonNode request, Function<Cell, String> value) {
        var period = Period.past(request, organisation);
        var filter = reader.filter(request);
        var search = Json.text(request, "SearchString");
        var snapshot = organisation.carriedTags().of(organisation.snapshot(period.start(), period.end()));
        var used = new boolean[snapshot.cells().size()];
        for (var day : snapshot.days()) {
            for (var cell : day.cells()) {
                used[cell] = true;
            }
        }
        var values = new TreeSet<String>();
        for (var i = 0; i < used.length; i++) {
            var cell = snapshot.cells().get(i);
            if (used[i] && filter.matches(cell)) {
                values.add(value.apply(cell));
            }
        }
        return values.stream().filter(text -> found(text, search)).toList();
    }

    private static boolean found(String text, @Nullable String search) {
        return search == null || text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    private ObjectNode json(ObjectNode request, String member, List<String> values, Function<String, JsonNode> shape) {
        var size = Math.clamp(Json.number(request, "MaxResults", MOST_RESULTS), 1, MOST_RESULTS);
        var page = pages.page(values, pages.place(request), size);
        var json = Json.object();
        if (page.next() != null) {
            json.put(pages.tokenMember(), page.next());
        }
        var array = json.putArray(member);
        page.items().forEach(value -> array.add(shape.apply(value)));
        return json.put("ReturnSize", page.items().size()).put("TotalSize", values.size());
    }
}
