/** Limits for what teams, departments and everything may spend in a period, where they stand, and who is told. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "changes",
            "changes::text",
            "changes::write",
            "access",
            "org",
            "org::spi",
            "forecast",
            "forecast::text",
            "charges",
            "charges::query",
            "charges::terms",
            "ownership",
            "setup",
            "setup::spi",
            "setup::reach",
            "spend",
            "spend::spi",
            "notify",
            "sync",
            "sync::run",
            "sync::control",
            "sync::daily",
            "sync::text",
            "tasks",
            "files",
            "files::menu",
            "ui"
        })
package dev.bursar.budgets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
