/** Every resource of every account that Bursar reads: where it is, whose, tagged how and at what cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "org",
            "org::spi",
            "charges",
            "charges::spi",
            "charges::terms",
            "ownership",
            "setup",
            "setup::spi",
            "setup::reach",
            "sync",
            "sync::text"
        })
package dev.bursar.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
