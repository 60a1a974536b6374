package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.delivery.DeliveryImporter;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.spi.DeliveredCosts;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Takes an export's files from a person: reads them wholly or not at all, and stores what they hold. */
@Service
public class ImportService {
    private static final int LONGEST_SOURCE = 200;

    private final DeliveryImporter intake;

    public ImportService(DeliveredCosts costs, ImportFolder folder) {
        intake = new DeliveryImporter(costs, folder::path);
    }

    /**
     * Imports the files of one delivery, a manifest among them or not, on the calling thread; others wait for their turn.
     *
     * @throws ExportRefused when something in them is wrong; nothing has changed then
     * @throws ReadCancelled when the watch or an interrupt ended it; nothing has changed then
     * @throws IOException when a file can't be read
     */
    @PreAuthorize("hasRole('ADMIN')")
    public ImportOutcome take(List<ChargeFile> files, ReadListener watch) throws IOException {
        return taken(files, watch, done -> {});
    }

    /**
     * The same, with what is to be stored in the same transaction.
     *
     * @param written is called when all is written and before it counts; what it throws undoes it
     */
    @PreAuthorize("hasRole('ADMIN')")
    public ImportOutcome take(List<ChargeFile> files, ReadListener watch, Consumer<ImportOutcome.Done> written)
            throws IOException {
        return taken(files, watch, written);
    }

    private ImportOutcome taken(List<ChargeFile> files, ReadListener watch, Consumer<ImportOutcome.Done> written)
            throws IOException {
        Delivery delivery = delivery(files);
        return intake.take(
                delivery, fingerprint -> new DeliveredCosts.Delivered(source(delivery), fingerprint), watch, written);
    }

    /** A JSON file is the delivery's manifest. */
    private static Delivery delivery(List<ChargeFile> files) throws IOException {
        var data = new ArrayList<>(files);
        data.removeIf(file -> file.name().toLowerCase(Locale.ROOT).endsWith(".json"));
        if (data.isEmpty()) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.MISSING_FILE, null, Plain.NO_DATA_FILE);
        }
        var manifests = new ArrayList<>(files);
        manifests.removeAll(data);
        if (manifests.size() > 1) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.MIXED, manifests.get(1).name(), Plain.TWO_MANIFESTS);
        }
        if (manifests.isEmpty()) {
            return Delivery.of(data);
        }
        try (var json = Files.newInputStream(manifests.getFirst().path())) {
            return new Delivery(data, Manifest.read(manifests.getFirst().name(), json));
        }
    }

    private static String source(Delivery delivery) {
        String names = delivery.files().stream().map(ChargeFile::name).collect(Collectors.joining(", "));
        return names.length() > LONGEST_SOURCE
                ? ChargeFileRefused.shown(delivery.files().getFirst().name()) + " and "
                        + (delivery.files().size() - 1) + " more"
                : names;
    }
}
