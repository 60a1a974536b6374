package dev.bursar.charges.spi;

import dev.bursar.kernel.TeamKeys;
import module java.base;

/** What the store of charges asks of ownership, and tells it. */
public interface OwnerSource {
    /** The owners by the rules of now. */
    Owners current();

    /** The tags whose values name teams. */
    TeamKeys teamKeys();

    /** Charges with these tag values were found; each may become a team. In the caller's transaction. */
    void found(Set<String> tagValues);

    /** Charges were stored with these owners; if the rules have changed since, they are applied again. In the caller's transaction. */
    void stored(Owners used);
}
