package dev.bursar.models;

import dev.bursar.charges.models.ModelLine.Seller;

/**
 * What costs are of: a model, or what of a service is of no model that is known.
 *
 * @param name as AWS or the seller writes it; "" where it isn't known
 * @param service of what is of no known model; "" for a model
 * @param stated whether the source of the charges says usage types at all; true for a model
 */
public record Model(String name, Seller seller, String service, boolean stated) {
    /** By which addresses tell it from the others. */
    public String key() {
        return name.isEmpty()
                ? (stated ? "other" : "not-stated") + "." + service
                : (seller == Seller.AMAZON ? "amazon" : "marketplace") + "." + name;
    }
}
