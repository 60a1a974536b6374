package dev.bursar.simulator.costs;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Organisation;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** ListCostAllocationTags: the tag keys in use and which of them are activated. */
final class AllocationTags implements JsonService.Operation {

    private static final int MOST_RESULTS = 1000;
    private static final int USUAL_RESULTS = 100;

    private record Tag(String key, String type, boolean active) {
        String status() {
            return active ? "Active" : "Inactive";
        }
    }

    private static final List<Tag> TAGS = List.of(
            new Tag("aws:createdBy", "AWSGenerated", false),
            new Tag(Organisation.ENVIRONMENT_TAG, "UserDefined", true),
            new Tag(Organisation.PROJECT_TAG, "UserDefined", false),
            new Tag(Organisation.TEAM_TAG, "UserDefined", true));

    private final Organisation organisation;
    private final Pages pages;

    AllocationTags(Organisation organisation) {
        this.organisation = organisation;
        this.pages = new Pages("NextToken", organisation::revision);
    }

    @Override
    public ObjectNode answer(ObjectNode request) {
        var keys = Json.texts(request, "TagKeys");
        var found = TAGS.stream()
                .filter(tag -> keys.isEmpty() || keys.contains(tag.key()))
                .filter(tag -> wanted(Json.text(request, "Status"), tag.status()))
                .filter(tag -> wanted(Json.text(request, "Type"), tag.type()))
                .toList();
        var most = Json.number(request, "MaxResults", USUAL_RESULTS);
        if (most < 1 || most > MOST_RESULTS) {
            throw AwsRefusal.invalid("Value at 'maxResults' must be between 1 and 1000");
        }
        var page = pages.page(found, pages.place(request), most);
        var json = Json.object();
        var array = json.putArray("CostAllocationTags");
        for (var tag : page.items()) {
            var item = array.addObject();
            item.put("TagKey", tag.key()).put("Type", tag.type()).put("Status", tag.status());
            item.put("LastUpdatedDate", organisation.firstDay() + "T00:00:00Z");
            if (tag.active()) {
                item.put("LastUsedDate", YearMonth.from(organisation.today()).atDay(1) + "T00:00:00Z");
            }
        }
        if (page.next() != null) {
            json.put("NextToken", page.next());
        }
        return json;
    }

    private static boolean wanted(@Nullable String asked, String is) {
        return asked == null || asked.equals(is);
    }
}
