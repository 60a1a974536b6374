package dev.bursar.simulator.resources;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.OrganisationModel;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources without costs of their own: what people mistag, what services make, what costs nothing, what is gone. */
final class OddResources {
    private OddResources() {}

    /**
     * What the file says of a resource.
     *
     * @param account one, or several each of which has one
     * @param from how many days before the story it came, null where it has always been there
     */
    private record Told(
            String arn,
            List<String> account,
            @Nullable String region,
            @Nullable String type,
            @Nullable Map<String, String> tags,
            boolean formerlyTagged,
            @Nullable LocalDate gone,
            @Nullable Integer from,
            @Nullable Integer until) {

        Resource of(String id, LocalDate story) {
            var whole = filled(arn, id);
            var values = new HashMap<String, String>();
            if (tags != null) {
                tags.forEach((key, value) -> values.put(key, filled(value, id)));
            }
            var ends = gone != null ? gone : until != null ? story.minusDays(until) : Resource.NEVER;
            return new Resource(
                    whole,
                    id,
                    region == null ? whole.split(":", 5)[3] : region,
                    type == null ? Resource.typeOf(whole) : type,
                    values,
                    formerlyTagged || !values.isEmpty(),
                    from == null ? Resource.ALWAYS : story.minusDays(from),
                    ends);
        }

        private static String filled(String text, String id) {
            return text.replace("@account", id).replace("@number", id.substring(0, 4));
        }
    }

    /** @param story the day around which things come and go */
    static List<Resource> all(LocalDate story) {
        return Data.list("odd-resources.yaml", Told.class).stream()
                .flatMap(told -> told.account().stream().map(name -> told.of(OrganisationModel.id(name), story)))
                .toList();
    }
}
