/** The Imports page. */
@NullMarked
package dev.bursar.focus.ui;

import org.jspecify.annotations.NullMarked;
