/** The Spend page. */
@NullMarked
package dev.bursar.spend.ui;

import org.jspecify.annotations.NullMarked;
