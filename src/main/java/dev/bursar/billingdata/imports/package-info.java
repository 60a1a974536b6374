/** Imports of charge files that people upload or lay into a folder: started, followed, and what came of them. */
@NullMarked
@NamedInterface("imports")
package dev.bursar.billingdata.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
