/** The Overview: the page that everybody comes in to, made of what several features know. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "list",
            "notify",
            "setup",
            "start",
            "spend",
            "sync",
            "sync::control",
            "sync::text",
            "ui",
            "forecast",
            "forecast::text",
            "charges",
            "charges::query",
            "budgets",
            "budgets::query",
            "causes",
            "causes::kept",
            "causes::watch",
            "causes::text",
            "chargeback",
            "chargeback::answers",
            "chargeback::month",
            "chargeback::statement",
            "chargeback::text",
            "tagging",
            "tagging::violations",
            "efficiency",
            "efficiency::query"
        })
package dev.bursar.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
