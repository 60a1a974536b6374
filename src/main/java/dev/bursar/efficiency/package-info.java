/** What machine learning really uses of what it is billed for: idle hours, cost per inference, and smaller instances that are enough. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "changes",
            "kernel",
            "list",
            "journal",
            "sync",
            "sync::run",
            "sync::control",
            "sync::daily",
            "sync::text",
            "setup",
            "setup::spi",
            "setup::reach",
            "inventory",
            "inventory::spi",
            "charges",
            "charges::models",
            "charges::parts",
            "charges::spi",
            "charges::terms",
            "files",
            "files::menu",
            "org",
            "trail",
            "ui"
        })
package dev.bursar.efficiency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
