package dev.bursar.billingdata.reduction;

import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import module java.base;

/** Finds a delivery to try an engine on; there only where the environment says where charge files are delivered to. */
@FunctionalInterface
public interface DeliverySamples {
    /**
     * The newest delivery; empty where there is none yet.
     *
     * @param work a folder for temporary files
     * @throws dev.bursar.sync.SourceProblem when the files' place refuses or can't be reached
     * @throws dev.bursar.billingdata.ChargeFileRefused when its manifest can't be read
     */
    Optional<Found> newest(RequestMeter meter, Path work) throws IOException;

    /**
     * @param files those that its manifest names, as they lie there now
     * @param again lists them once more
     */
    record Found(String period, ObjectStore store, List<StoredObject> files, Supplier<List<StoredObject>> again) {
        public Found {
            files = List.copyOf(files);
        }
    }
}
