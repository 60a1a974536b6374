/** The explorer: questions about costs in addresses, saved views, and what Cost Explorer says beside charge files. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "sync",
            "sync::control",
            "sync::text",
            "setup",
            "setup::spi",
            "files",
            "files::menu",
            "org",
            "org :: spi",
            "ui",
            "notify",
            "forecast",
            "forecast::text",
            "charges",
            "charges::query",
            "charges::sums",
            "charges::terms",
            "ownership",
            "ownership::text",
            "costexplorer",
            "costexplorer::spi"
        })
package dev.bursar.spend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
