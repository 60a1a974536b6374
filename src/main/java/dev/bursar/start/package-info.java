/** Getting started: what is left to set up until each page has something to show. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "journal",
            "access",
            "org",
            "setup",
            "spend",
            "sync",
            "notify",
            "budgets",
            "chargeback",
            "tagging",
            "ui"
        })
package dev.bursar.start;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
