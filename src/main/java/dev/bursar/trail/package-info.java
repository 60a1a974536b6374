/** AWS CloudTrail's events of every account and Region: who did what, on which resources, and what was not read. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "sync",
            "sync::text",
            "setup",
            "setup::spi",
            "setup::reach",
            "charges",
            "inventory",
            "inventory::spi",
            "files",
            "files::menu",
            "org",
            "ui"
        })
package dev.bursar.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
