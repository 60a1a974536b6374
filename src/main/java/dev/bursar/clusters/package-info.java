/** What clusters cost by namespace and workload, and whose tags decide whose it is. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "journal",
            "list",
            "sync",
            "sync::control",
            "sync::text",
            "setup",
            "files",
            "files::menu",
            "charges",
            "charges::parts",
            "charges::query",
            "charges::store",
            "charges::terms",
            "org",
            "ownership",
            "ownership::text",
            "spend",
            "ui"
        })
package dev.bursar.clusters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
