/**
 * Reads charge files (FOCUS, CUR 2.0, legacy CUR) into charges at Bursar's grain, exactly; a job imports those that AWS
 * delivers.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "journal",
            "sync",
            "sync::control",
            "sync::run",
            "tasks",
            "files",
            "setup",
            "spend",
            "spend::spi",
            "ui",
            "charges",
            "charges::query",
            "charges::spi",
            "ownership"
        })
package dev.bursar.billingdata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
