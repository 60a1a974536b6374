/** What generative AI costs: by model, direction and tier, and what a million tokens cost. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "sync",
            "sync::control",
            "sync::text",
            "setup",
            "files",
            "files::menu",
            "charges",
            "charges::query",
            "charges::models",
            "spend",
            "ui"
        })
package dev.bursar.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
