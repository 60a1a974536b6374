/** Keeps charges equal to what Cost Explorer says, with the fewest paid requests. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "journal",
            "sync",
            "org",
            "org::spi",
            "setup",
            "setup::spi",
            "charges",
            "charges::models",
            "charges::spi"
        })
package dev.bursar.costexplorer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
