/** Reads what a change is made of: charges of both periods, the days of resources, and what acted on them. */
@NullMarked
package dev.bursar.causes.read;

import org.jspecify.annotations.NullMarked;
