/** Admin: the pages on which an organisation says who its teams are, made of what several features keep. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "files",
            "files::menu",
            "sync",
            "sync::control",
            "sync::text",
            "access",
            "org",
            "setup",
            "setup::spi",
            "setup::reach",
            "spend",
            "notify",
            "ui",
            "charges",
            "charges::query",
            "costexplorer",
            "ownership",
            "ownership::moves",
            "ownership::text",
            "billingdata",
            "billingdata::engine",
            "billingdata::reduction",
            "budgets",
            "budgets::plan",
            "trail",
            "trail::read"
        })
package dev.bursar.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
