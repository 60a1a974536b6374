package dev.bursar.billingdata.delivery;

import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Where a delivery lies, as its manifest's key says. AWS writes {@code metadata/BILLING_PERIOD=2026-11/…Manifest.json} beside
 * {@code data/BILLING_PERIOD=2026-11/…}, a legacy report {@code 20261101-20261201/…Manifest.json}, both with a folder more where each
 * delivery has its own; other manifests lie among their files.
 *
 * @param root the export's folder: "" or what its keys begin with, up to a slash
 * @param period what a delivery replaces, such as 2026-11; the manifest's name where it lies among its files
 * @param month the billing period, null where only the manifest may know it
 */
record DeliveryLocation(
        ObjectStore store,
        Layout layout,
        String root,
        String period,
        @Nullable YearMonth month,
        StoredObject manifest) {
    enum Layout {
        DATA_EXPORT,
        REPORT,
        ALONE
    }

    private static final Pattern DATA_EXPORT =
            Pattern.compile("(?i)((?:.*/)?)metadata/BILLING_PERIOD=(\\d{4})-(\\d{2})/(?:.+/)?[^/]*manifest\\.json");
    private static final Pattern REPORT =
            Pattern.compile("(?i)((?:.*/)?)(\\d{4})(\\d{2})\\d{2}-\\d{8}/(?:.+/)?[^/]*manifest\\.json");
    private static final Pattern ALONE = Pattern.compile("(?i)((?:.*/)?)([^/]*manifest\\.json)");
    private static final Pattern DATA = Pattern.compile("(?i)(?:.*/)?(data/BILLING_PERIOD=.*)");
    private static final Pattern REPORT_DATA = Pattern.compile("(?:.*/)?(\\d{8}-\\d{8}/.*)");
    private static final Pattern BUCKET = Pattern.compile("s3://[^/]+/");

    /** The place of a manifest; empty for other objects. */
    static Optional<DeliveryLocation> of(ObjectStore store, StoredObject object) {
        try {
            Matcher key = DATA_EXPORT.matcher(object.key());
            if (key.matches()) {
                return Optional.of(of(store, Layout.DATA_EXPORT, key, object));
            }
            key = REPORT.matcher(object.key());
            if (key.matches()) {
                return Optional.of(of(store, Layout.REPORT, key, object));
            }
            key = ALONE.matcher(object.key());
            return key.matches()
                    ? Optional.of(new DeliveryLocation(store, Layout.ALONE, key.group(1), key.group(2), null, object))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DeliveryLocation of(ObjectStore store, Layout layout, Matcher key, StoredObject object) {
        YearMonth month = YearMonth.of(Integer.parseInt(key.group(2)), Integer.parseInt(key.group(3)));
        return new DeliveryLocation(store, layout, key.group(1), month.toString(), month, object);
    }

    /** The export's address, such as {@code s3://bucket/exports/team-costs/}. */
    String export() {
        return store.name() + root;
    }

    /**
     * Where a data file is that the manifest names. The manifest knows it by its key in AWS's bucket; here it lies in the export's
     * folder, wherever that was copied to.
     */
    String keyOf(String chunk) {
        String key = BUCKET.matcher(chunk).lookingAt() ? chunk.substring(chunk.indexOf('/', 5) + 1) : chunk;
        if (!root.isEmpty() && key.startsWith(root)) {
            return key;
        }
        Matcher below = (layout == Layout.DATA_EXPORT ? DATA : REPORT_DATA).matcher(key);
        if (layout != Layout.ALONE && below.matches()) {
            return root + below.group(1);
        }
        String folder = manifest.key().substring(0, manifest.key().lastIndexOf('/') + 1);
        return folder + key.substring(key.lastIndexOf('/') + 1);
    }
}
