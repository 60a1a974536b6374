/** The page on which the first admin comes in. */
@NullMarked
package dev.bursar.access.ui;

import org.jspecify.annotations.NullMarked;
