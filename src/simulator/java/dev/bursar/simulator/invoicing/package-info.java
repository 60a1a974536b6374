/** AWS Invoicing. */
@NullMarked
package dev.bursar.simulator.invoicing;

import org.jspecify.annotations.NullMarked;
