/** The pages of chargeback. */
@NullMarked
package dev.bursar.chargeback.ui;

import org.jspecify.annotations.NullMarked;
