/** Commands that work without a browser: they run what the portal runs, on the same database. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "access",
            "journal",
            "sync",
            "sync::run",
            "sync::text",
            "database",
            "chargeback::proof",
            "chargeback::text",
            "charges",
            "charges::query",
            "ownership",
            "billingdata",
            "billingdata::imports",
            "billingdata::read"
        })
package dev.bursar.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
