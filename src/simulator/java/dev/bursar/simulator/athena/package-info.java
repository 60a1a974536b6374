/** Athena: tables over the objects of S3, and queries, which DuckDB runs. */
@NullMarked
package dev.bursar.simulator.athena;

import org.jspecify.annotations.NullMarked;
