/** Chargeback: AWS's documents, shared pools, cuts of a billing month's charges and the statements made from them. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "journal",
            "access",
            "org",
            "org::spi",
            "charges",
            "charges::query",
            "charges::terms",
            "ownership",
            "spend",
            "tagging::spi",
            "notify",
            "sync",
            "sync::daily",
            "sync::text",
            "tasks",
            "files",
            "files::menu",
            "ui"
        })
package dev.bursar.chargeback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
