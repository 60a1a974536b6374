package dev.bursar.simulator;

import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.simulator.exports.Export;
import module java.base;

/** Deliveries fetched by the SDK's S3 client, by their manifest, and read as the portal reads them. */
record ExportReadings(Aws aws, Path folder) {

    private static final ReadLimits LIMITS = new ReadLimits(256, 512, 2, 1L << 30, 250);

    record Reading(Manifest manifest, ChargeFileSummary summary, List<DeliveredCharge> charges) {}

    Reading read(Export export, YearMonth month) {
        var at = folder.resolve(export.exportName() + month);
        var charges = new ArrayList<DeliveredCharge>();
        try (var json = aws.s3.getObject(get -> get.bucket(Export.BUCKET).key(export.manifestKey(month)))) {
            at.toFile().mkdirs();
            var manifest = Manifest.read("Manifest.json", json);
            var files = manifest.chunks().stream()
                    .map(chunk -> chunk.replace("s3://" + Export.BUCKET + "/", ""))
                    .map(key -> file(at, key))
                    .toList();
            var summary = new ChargeFileReader(at.resolve("work"), LIMITS)
                    .read(new Delivery(files, manifest), Set.of(), charges::add, ReadListener.NONE);
            return new Reading(manifest, summary, charges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChargeFile file(Path at, String key) {
        var path = at.resolve(key.substring(key.lastIndexOf('/') + 1));
        path.toFile().delete();
        aws.s3.getObject(get -> get.bucket(Export.BUCKET).key(key), path);
        return new ChargeFile(key, path);
    }
}
