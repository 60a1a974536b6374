package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.files.ObjectCache;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;

/** Fetches what a delivery consists of: its manifest and exactly the files that this names. */
final class DeliveryFiles {
    private static final int MOST_DATA_FOLDERS = 100;
    /** Nobody goes on writing a delivery for so long: files that are newer than their manifest were copied. */
    private static final Duration WRITING = Duration.ofHours(1);

    private final ObjectCache cache;
    private final RequestMeter meter;
    private final Clock clock;
    private final boolean there;

    /** @param there whether an engine reads the data files */
    DeliveryFiles(ObjectCache cache, RequestMeter meter, Clock clock, boolean there) {
        this.there = there;
        this.cache = cache;
        this.meter = meter;
        this.clock = clock;
    }

    /** What the delivery's manifest says; there is at least one data file. */
    Manifest manifest(DeliveryLocation place) throws IOException {
        StoredObject object = place.manifest();
        Manifest.Most most = there ? Manifest.Most.THERE : Manifest.Most.HERE;
        if (object.size() > most.bytes()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    lastPart(object.key()),
                    new ChargeFileFault.ManifestTooLarge(most.bytes() >> 20, true));
        }
        Path copy = copies(place, List.of(object), (number, bytes) -> {}).getFirst();
        Manifest manifest;
        try (var json = Files.newInputStream(copy)) {
            manifest = Manifest.read(lastPart(object.key()), json, most);
        }
        if (manifest.chunks().isEmpty()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.MISSING_FILE, lastPart(object.key()), Plain.MANIFEST_WITHOUT_FILES);
        }
        return manifest;
    }

    /** The data files as they lie there now. */
    List<StoredObject> chunks(DeliveryLocation place, Manifest manifest) {
        Set<String> folders = new TreeSet<>();
        var keys = new ArrayList<String>();
        for (String chunk : manifest.chunks()) {
            String key = place.keyOf(chunk);
            keys.add(key);
            folders.add(key.substring(0, key.lastIndexOf('/') + 1));
        }
        if (folders.size() > MOST_DATA_FOLDERS) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    lastPart(place.manifest().key()),
                    new ChargeFileFault.TooManyFolders(MOST_DATA_FOLDERS));
        }
        Map<String, StoredObject> there = new HashMap<>();
        for (String folder : folders) {
            place.store()
                    .folder(folder, ManifestSearch.mostKeys(this.there), meter)
                    .objects()
                    .forEach(object -> there.put(object.key(), object));
        }
        var chunks = new ArrayList<StoredObject>();
        for (String key : keys) {
            StoredObject chunk = there.get(key);
            if (chunk == null) {
                throw new SourceProblem(
                        Kind.UNAVAILABLE,
                        new DeliveryProblem.FileMissing(
                                place.period(), place.store().name() + ChargeFileRefused.shown(key)),
                        null);
            }
            if (beingWritten(chunk, place.manifest())) {
                throw replaced(place, chunk);
            }
            chunks.add(chunk);
        }
        return chunks;
    }

    /** AWS writes the manifest last: what is newer belongs to a delivery that isn't whole yet. */
    private boolean beingWritten(StoredObject chunk, StoredObject manifest) {
        return chunk.modified().isAfter(manifest.modified())
                && chunk.modified().plus(WRITING).isAfter(clock.instant());
    }

    private void refuseLarge(DeliveryLocation place, List<StoredObject> chunks) {
        if (!cache.holds(chunks)) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    lastPart(place.manifest().key()),
                    new ChargeFileFault.FilesTooLarge(
                            (chunks.stream().mapToLong(StoredObject::size).sum() >> 20) + 1, cache.most() >> 20));
        }
    }

    /** Copies of objects of the delivery, in their order. */
    List<Path> copies(DeliveryLocation place, List<StoredObject> objects, ObjectCache.Watch watch) throws IOException {
        refuseLarge(place, objects);
        Optional<List<Path>> copies = cache.copies(place.store(), objects, meter, watch);
        return copies.orElseThrow(() -> replaced(place, objects.getFirst()));
    }

    static SourceProblem replaced(DeliveryLocation place, StoredObject object) {
        return new SourceProblem(
                Kind.UNAVAILABLE,
                new DeliveryProblem.BeingDelivered(place.period(), place.export(), lastPart(object.key())),
                null);
    }

    /** The copies by the names that people know them by. */
    static List<ChargeFile> named(List<StoredObject> chunks, List<Path> copies) {
        var files = new ArrayList<ChargeFile>();
        for (int i = 0; i < chunks.size(); i++) {
            files.add(new ChargeFile(lastPart(chunks.get(i).key()), copies.get(i)));
        }
        return files;
    }

    /** Copies are kept only of what has to be read again. */
    void drop(DeliveryLocation place, List<StoredObject> chunks) throws IOException {
        cache.drop(place.store(), chunks);
        cache.drop(place.store(), List.of(place.manifest()));
    }

    static String lastPart(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
