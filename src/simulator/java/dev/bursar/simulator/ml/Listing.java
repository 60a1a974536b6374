package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Filters, sorts and pages summaries, as all of SageMaker's lists do. */
final class Listing {

    private static final String TOKEN = "NextToken";
    private static final String SIZE = "MaxResults";
    private static final int USUAL_SIZE = 10;
    private static final int MOST = 100;

    private final Pages pages;

    Listing(LongSupplier revision) {
        this.pages = new Pages(TOKEN, revision);
    }

    ObjectNode page(ObjectNode request, String member, List<ObjectNode> all) {
        return page(request, member, all, "StatusEquals");
    }

    /** @param status the filter's member, which holds a status */
    ObjectNode page(ObjectNode request, String member, List<ObjectNode> all, String status) {
        var size = Json.number(request, SIZE, USUAL_SIZE);
        if (size < 1 || size > MOST) {
            throw AwsRefusal.invalid("1 validation error detected: Value '" + size
                    + "' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to "
                    + MOST);
        }
        var wanted = Json.text(request, status);
        var text = Json.text(request, "NameContains");
        var found = all.stream()
                .filter(item -> wanted == null || item.toString().contains("Status\":\"" + wanted + "\""))
                .filter(item -> text == null || name(item).contains(text))
                .filter(item -> within(request, "CreationTime", item, node -> time(node, "CreationTime")))
                .filter(item -> within(request, "LastModifiedTime", item, node -> time(node, "LastModifiedTime")))
                .toList();
        var page = pages.page(found, pages.place(request), size);
        var json = Json.object();
        json.putArray(member).addAll(page.items());
        if (page.next() != null) {
            json.put(TOKEN, page.next());
        }
        return json;
    }

    private static boolean within(
            ObjectNode request, String member, ObjectNode item, ToDoubleFunction<ObjectNode> time) {
        var after = number(request, member + "After");
        var before = number(request, member + "Before");
        return (after == null || time.applyAsDouble(item) > after)
                && (before == null || time.applyAsDouble(item) < before);
    }

    private static @Nullable Double number(ObjectNode request, String member) {
        var value = request.get(member);
        return value == null || !value.isNumber() ? null : value.doubleValue();
    }

    private static double time(ObjectNode item, String member) {
        return item.path(member).asDouble(0);
    }

    /** The first member of a summary is its name. */
    private static String name(ObjectNode item) {
        return item.properties().iterator().next().getValue().asString("");
    }
}
