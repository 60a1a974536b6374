package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.MIXED,
                        file.name(),
                        "The delivery has two files with this name.",
                        "Import each file only once. Otherwise its costs count twice.");
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
                        "The manifest lists a file that is missing.",
                        "Wait until all %d files have arrived, or fetch the missing one, and import again."
                                .formatted(manifest.chunks().size()));
            }
        }
        for (ChargeFile file : files) {
            if (!named.contains(bareName(file.name()))) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.MIXED,
                        file.name(),
                        "The manifest doesn't list this file, which may belong to another delivery.",
                        "Import only the files that the manifest lists.");
            }
        }
    }

    /** The name in its folder, without what says how it is packed: browsers unpack what they download. */
    private static String bareName(String name) {
        return PACKED.matcher(name.substring(name.lastIndexOf('/') + 1)).replaceFirst("");
    }
}
