package dev.bursar.tagging.writes;

import dev.bursar.changes.write.ChangeExecutor;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.TagsReadBack;
import dev.bursar.kernel.TeamId;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.tagging.spi.TagWriting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads and writes tags for changes. */
@Component
class TagExecutor implements ChangeExecutor {
    private static final List<String> TAGGING = List.of("tag:GetResources", "tag:TagResources", "tag:UntagResources");

    /** A code of ours: nothing is sent. */
    private static final String TOO_MANY_TAGS = "TooManyTags";

    private final TagWriting tags;
    private final Inventory inventory;
    private final TagsReadBack readBack;

    TagExecutor(TagWriting tags, Inventory inventory, TagsReadBack readBack) {
        this.tags = tags;
        this.inventory = inventory;
        this.readBack = readBack;
    }

    @Override
    public WriteKind kind() {
        return WriteKind.TAGS;
    }

    @Override
    public List<String> actions(WriteSettings settings) {
        return Stream.concat(TAGGING.stream(), WritableTypes.actions(settings.types()).stream())
                .toList();
    }

    /** Of all types: what the role itself may do is narrower. A session policy has at most 2,048 characters. */
    @Override
    public String sessionPolicy() {
        String actions =
                actions(SESSIONS).stream().map(action -> "\"" + action + "\"").collect(Collectors.joining(","));
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":["
                + actions + "]}]}";
    }

    private static final WriteSettings SESSIONS =
            new WriteSettings(true, false, "", null, null, null, 1, true, 0, null, null);

    private static List<String> arns(List<ChangeItem> items) {
        return items.stream().map(ChangeItem::subject).distinct().toList();
    }

    /** A resource that AWS doesn't show never had a tag; where Bursar knows one, it is gone. */
    @Override
    public Map<Integer, Present> present(Place place, List<ChangeItem> items, RequestMeter meter) {
        TagWriting.Shown shown = tags.shown(place, arns(items), meter);
        Set<String> tagged = resources(items).values().stream()
                .filter(resource -> !resource.tags().isEmpty())
                .map(Resource::arn)
                .collect(Collectors.toUnmodifiableSet());
        return items.stream().collect(Collectors.toMap(ChangeItem::number, item -> {
            if (shown.unread().contains(item.subject())) {
                return new Present.NotRead();
            }
            @Nullable Map<String, String> there = shown.tags().get(item.subject());
            return there == null && tagged.contains(item.subject())
                    ? new Present.Gone()
                    : present(item, there == null ? Map.of() : there);
        }));
    }

    private static Present present(ChangeItem item, Map<String, String> there) {
        return item.state() == ItemState.PLANNED && item.wanted() != null && TagWrites.isFull(there, item.part())
                ? new Present.Refused(null, TOO_MANY_TAGS, "")
                : new Present.Value(there.get(item.part()));
    }

    private Map<String, Resource> resources(List<ChangeItem> items) {
        return arns(items).stream()
                .map(inventory::find)
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Resource::arn, Function.identity()));
    }

    @Override
    public Set<Integer> notAllowed(List<ChangeItem> items, WriteSettings settings, boolean undoing) {
        Map<String, Resource> resources = resources(items);
        return items.stream()
                .filter(item -> !isAllowed(item, resources.get(item.subject()), settings, undoing))
                .map(ChangeItem::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    static boolean isAllowed(ChangeItem item, @Nullable Resource resource, WriteSettings settings, boolean undoing) {
        return resource != null
                && resource.account().equals(item.account())
                && (undoing
                        || resource.team().equals(item.team())
                        || item.team().equals(TeamId.UNALLOCATED))
                && TagWrites.obstacle(resource, item.part(), settings)
                        .filter(obstacle -> item.wanted() != null || !AT_REMOVAL_NONE.contains(obstacle))
                        .isEmpty();
    }

    /** A key in another case goes, and no number of tags is in the way. */
    private static final Set<Obstacle> AT_REMOVAL_NONE = Set.of(Obstacle.KEY_NOT_CHOSEN, Obstacle.TOO_MANY_TAGS);

    /** The next ones with the same key and value; a tag in another case is removed once the right one is there. */
    @Override
    public List<ChangeItem> batch(List<ChangeItem> waiting) {
        ChangeItem first = waiting.stream()
                .filter(item -> item.wanted() != null)
                .findFirst()
                .orElseGet(waiting::getFirst);
        return waiting.stream()
                .filter(item -> item.part().equals(first.part()) && Objects.equals(item.wanted(), first.wanted()))
                .limit(TagWriting.MOST_WRITTEN)
                .toList();
    }

    @Override
    public Map<Integer, Outcome> write(Place place, List<ChangeItem> items, RequestMeter meter) {
        ChangeItem first = items.getFirst();
        @Nullable String wanted = first.wanted();
        Map<String, Outcome> outcomes = wanted == null
                ? tags.remove(place, arns(items), first.part(), meter)
                : tags.set(place, arns(items), first.part(), wanted, meter);
        return items.stream()
                .collect(Collectors.toMap(
                        ChangeItem::number, item -> outcomes.getOrDefault(item.subject(), new Outcome.Unknown())));
    }

    @Override
    public void verified(List<ChangeItem> items) {
        Map<String, Map<String, Optional<String>>> seen = new HashMap<>();
        items.forEach(item -> seen.computeIfAbsent(item.subject(), arn -> new HashMap<>())
                .put(item.part(), Optional.ofNullable(item.wanted())));
        if (!seen.isEmpty()) {
            readBack.seen(seen);
        }
    }
}
