/** Why a cost changed: every change in amounts that add up to it, each with its cause or the word that none is known. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "access",
            "journal",
            "notify",
            "tasks",
            "list",
            "org",
            "sync",
            "sync::control",
            "sync::daily",
            "sync::text",
            "setup",
            "charges",
            "charges::parts",
            "charges::query",
            "charges::sums",
            "charges::terms",
            "ownership",
            "inventory",
            "efficiency",
            "spend",
            "spend::spi",
            "trail",
            "trail::query",
            "files",
            "files::menu",
            "ui"
        })
package dev.bursar.causes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
