package dev.bursar.billingdata.engine;

import dev.bursar.files.StoredObject;

/** A file of a delivery that was replaced, or went, while an engine read the delivery; nothing of it was handed over. */
public final class DeliveryReplaced extends RuntimeException {
    private final transient StoredObject object;

    public DeliveryReplaced(StoredObject object) {
        super("A file of the delivery was replaced");
        this.object = object;
    }

    public StoredObject object() {
        return object;
    }
}
