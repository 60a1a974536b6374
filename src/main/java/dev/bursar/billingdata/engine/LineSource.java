package dev.bursar.billingdata.engine;

import dev.bursar.files.ObjectStore;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * A delivery's files where they lie.
 *
 * @param listing the files as they are listed now, always in the same order; it may list other ones, or none, when it is asked again
 */
public record LineSource(ObjectStore store, Supplier<List<StoredObject>> listing, RequestMeter meter) {}
