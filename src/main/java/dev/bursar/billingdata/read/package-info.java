/** Reads charge files of FOCUS and CUR exactly, in DuckDB. */
@NullMarked
@NamedInterface("read")
package dev.bursar.billingdata.read;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
