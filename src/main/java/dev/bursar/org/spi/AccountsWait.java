package dev.bursar.org.spi;

import dev.bursar.sync.Prerequisite;
import module java.base;

/** Says why nobody need ask AWS for accounts, such as on a portal that lives on imported files. */
public interface AccountsWait {
    Optional<Prerequisite> waitsFor();
}
