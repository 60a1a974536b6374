/** Tag coverage, tag policies and what violates them: what untagged resources are, whose and at what cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "changes",
            "changes::write",
            "changes::text",
            "list",
            "journal",
            "sync",
            "sync::control",
            "sync::text",
            "setup",
            "setup::spi",
            "setup::reach",
            "inventory",
            "inventory::spi",
            "files",
            "files::menu",
            "org",
            "access",
            "budgets",
            "budgets::plan",
            "ui",
            "charges",
            "charges::query",
            "charges::sums",
            "charges::terms",
            "ownership",
            "ownership::text",
            "spend"
        })
package dev.bursar.tagging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
