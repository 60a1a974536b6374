package dev.bursar.ui;

import module java.base;

/** Asked by the shell for "Data as of …"; implemented by who knows it, counting only what the person may see. */
public interface DataAsOf {
    /** Empty as long as nothing has been read. */
    Optional<Freshness> forCurrentPerson();
}
