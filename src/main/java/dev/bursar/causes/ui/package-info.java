/** The page of a change and its causes, and its file. */
@NullMarked
package dev.bursar.causes.ui;

import org.jspecify.annotations.NullMarked;
