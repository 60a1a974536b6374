/** The pages of efficiency. */
@NullMarked
package dev.bursar.efficiency.ui;

import org.jspecify.annotations.NullMarked;
