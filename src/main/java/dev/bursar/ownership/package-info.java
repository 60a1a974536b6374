/** Who owns costs: ordered rules by date, their preview and their application, and teams from tag values. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "sync",
            "sync::control",
            "org",
            "org::spi",
            "setup",
            "setup::spi",
            "charges",
            "charges::spi",
            "charges::terms",
            "charges::parts",
            "charges::query",
            "charges::store",
            "charges::models",
            "ui",
            "charges::sums"
        })
package dev.bursar.ownership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
