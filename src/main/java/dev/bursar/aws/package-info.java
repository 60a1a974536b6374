/** Reads AWS through its SDK; the only package that imports it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "sync",
            "sync::settings",
            "sync::run",
            "files",
            "billingdata::engine",
            "budgets::spi",
            "chargeback::spi",
            "causes::spi",
            "org::spi",
            "setup::spi",
            "charges",
            "charges::spi",
            "costexplorer::spi",
            "efficiency::spi",
            "inventory::spi",
            "tagging::spi",
            "changes::write",
            "trail::spi",
            "ui"
        })
package dev.bursar.aws;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
