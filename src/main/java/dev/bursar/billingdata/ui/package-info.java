/** The Imports page. */
@NullMarked
package dev.bursar.billingdata.ui;

import org.jspecify.annotations.NullMarked;
