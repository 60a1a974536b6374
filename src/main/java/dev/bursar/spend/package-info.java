/** What was spent: charges, who owns them, their rollups and the questions that people ask of them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "journal",
            "sync",
            "setup",
            "setup::spi",
            "files",
            "org",
            "org :: spi",
            "ui",
            "charges",
            "charges::query",
            "charges::sums",
            "charges::terms",
            "ownership",
            "costexplorer",
            "costexplorer::spi"
        })
package dev.bursar.spend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
