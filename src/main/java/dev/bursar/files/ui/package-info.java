/** The Exports page and its line in the user menu. */
@NullMarked
package dev.bursar.files.ui;

import org.jspecify.annotations.NullMarked;
