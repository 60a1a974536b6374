package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What is read, or refused, as one: all files that a source delivered together.
 *
 * @param manifest what the source says of the delivery; null for files that come without
 */
public record Delivery(List<ChargeFile> files, @Nullable Manifest manifest) {
    private static final Pattern PACKED = Pattern.compile("(?i)[.](gz|zip)$");

    public Delivery {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("A delivery has at least one file");
        }
    }

    /** Files without a manifest. */
    public static Delivery of(List<ChargeFile> files) {
        return new Delivery(files, null);
    }

    /** Refuses a delivery that has a file twice, or not those that its manifest names. */
    public void refuseOtherFiles() {
        Set<String> there = new HashSet<>();
        for (ChargeFile file : files) {
            if (!there.add(bareName(file.name()))) {
                throw ChargeFileRefused.file(ChargeFileRefused.Reason.MIXED, file.name(), Plain.NAMED_TWICE);
            }
        }
        if (manifest == null) {
            return;
        }
        Set<String> named = new HashSet<>();
        for (String chunk : manifest.chunks()) {
            named.add(bareName(chunk));
            if (!there.contains(bareName(chunk))) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.MISSING_FILE,
                        chunk,
                        new ChargeFileFault.FileMissing(manifest.chunks().size()));
            }
        }
        for (ChargeFile file : files) {
            if (!named.contains(bareName(file.name()))) {
                throw ChargeFileRefused.file(ChargeFileRefused.Reason.MIXED, file.name(), Plain.NOT_IN_MANIFEST);
            }
        }
    }

    /** The name in its folder, without what says how it is packed: browsers unpack what they download. */
    private static String bareName(String name) {
        return PACKED.matcher(name.substring(name.lastIndexOf('/') + 1)).replaceFirst("");
    }
}
