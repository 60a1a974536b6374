package dev.bursar.billingdata.delivery;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStore.Listing;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;

/** Finds the manifests of all exports below a place with few requests: data files are not listed where their manifests lie apart. */
final class ManifestSearch {
    private static final int MOST_KEYS = 20_000;
    private static final int MOST_KEYS_THERE = 400_000;
    private static final int MOST_FOLDERS = 300;
    private static final int DEEPEST = 4;
    private static final String METADATA = "metadata/";
    private static final Pattern REPORT_PERIOD = Pattern.compile("(?:.*/)?\\d{8}-\\d{8}/");
    private static final Pattern DATA = Pattern.compile("(?:.*/)?(?:data|metadata|year=\\d{4})/");
    private static final Comparator<DeliveryLocation> NEWEST = Comparator.comparing(
                    (DeliveryLocation place) -> place.manifest().modified())
            .thenComparing(place -> place.manifest().key(), Comparator.reverseOrder());

    private final ObjectPlace place;
    private final RequestMeter meter;
    private final List<DeliveryLocation> found = new ArrayList<>();
    private final int mostKeys;
    private int folders;

    private ManifestSearch(ObjectPlace place, RequestMeter meter, boolean there) {
        this.place = place;
        this.meter = meter;
        mostKeys = mostKeys(there);
    }

    /**
     * Objects that one folder may have.
     *
     * @param there whether an engine reads the files
     */
    static int mostKeys(boolean there) {
        return there ? MOST_KEYS_THERE : MOST_KEYS;
    }

    /**
     * The newest manifest of each export and billing period, by export, the newest billing period first.
     *
     * @param there whether an engine reads the files
     * @throws SourceProblem when the place can't be listed, or has no export
     */
    static List<DeliveryLocation> of(ObjectPlace place, RequestMeter meter, boolean there) {
        var search = new ManifestSearch(place, meter, there);
        search.look(place.folder(), 0);
        if (search.found.isEmpty()) {
            throw new SourceProblem(Kind.SETTINGS, new DeliveryProblem.NoExport(place.name()), null);
        }
        return search.newest();
    }

    private void look(String folder, int depth) {
        if (++folders > MOST_FOLDERS) {
            throw new SourceProblem(
                    Kind.BAD_ANSWER, new DeliveryProblem.TooManyFolders(MOST_FOLDERS, place.name()), null);
        }
        Listing listing = place.store().folder(folder, mostKeys, meter);
        listing.objects().stream()
                .flatMap(object -> DeliveryLocation.of(place.store(), object).stream())
                .forEach(found::add);
        if (listing.folders().contains(folder + METADATA)) {
            place.store().below(folder + METADATA, mostKeys, meter).stream()
                    .flatMap(object -> DeliveryLocation.of(place.store(), object).stream())
                    .filter(delivery -> delivery.layout() == DeliveryLocation.Layout.DATA_EXPORT)
                    .forEach(found::add);
        }
        boolean period = REPORT_PERIOD.matcher(folder).matches();
        for (String below : listing.folders()) {
            // what a report keeps of earlier deliveries lies in folders below its period's
            if (depth < DEEPEST && !period && !DATA.matcher(below).matches()) {
                look(below, depth + 1);
            }
        }
    }

    private List<DeliveryLocation> newest() {
        var newest = new TreeMap<String, DeliveryLocation>();
        for (DeliveryLocation one : found) {
            newest.merge(one.root() + "\0" + one.period(), one, BinaryOperator.maxBy(NEWEST));
        }
        return newest.values().stream()
                .sorted(Comparator.comparing(DeliveryLocation::root)
                        .thenComparing(DeliveryLocation::period, Comparator.reverseOrder()))
                .toList();
    }
}
