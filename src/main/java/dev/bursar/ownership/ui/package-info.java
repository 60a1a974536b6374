/** Pages of ownership rules. */
@NullMarked
package dev.bursar.ownership.ui;

import org.jspecify.annotations.NullMarked;
