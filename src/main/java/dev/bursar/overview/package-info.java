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
            "sync::text",
            "ui",
            "forecast",
            "forecast::text",
            "charges",
            "budgets",
            "causes",
            "causes::text",
            "chargeback",
            "chargeback::month",
            "chargeback::text",
            "tagging",
            "efficiency"
        })
package dev.bursar.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
