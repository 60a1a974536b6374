package dev.bursar.simulator.resources;

import dev.bursar.simulator.organisation.OrganisationModel;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** In which Regions of which accounts Resource Explorer has a local index and a default view: in almost all that are enabled. */
public final class ExplorerIndexes {

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

    public synchronized void removeIndex(String account, String region) {
        withoutIndex.add(new Place(account, region));
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
