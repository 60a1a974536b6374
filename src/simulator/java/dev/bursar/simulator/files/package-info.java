/** Reads what the simulator is told by: tables in CSV and stories in YAML, which lie beside the classes that know them. */
@NullMarked
package dev.bursar.simulator.files;

import org.jspecify.annotations.NullMarked;
