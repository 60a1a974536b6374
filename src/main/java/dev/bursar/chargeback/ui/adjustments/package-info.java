/** The page of adjustments, and what finance may re-allocate. */
@NullMarked
package dev.bursar.chargeback.ui.adjustments;

import org.jspecify.annotations.NullMarked;
