/**
 * Changes that people decide on: proposed, approved or dismissed, and done. What a change is, who may decide and what carries it out is
 * its feature's.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "access",
            "list",
            "journal",
            "tasks",
            "sync",
            "sync::run",
            "sync::text",
            "setup",
            "setup::spi",
            "setup::reach",
            "org",
            "files",
            "files::menu",
            "trail",
            "trail::query",
            "trail::spi",
            "ui"
        })
package dev.bursar.changes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
