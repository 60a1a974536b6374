/** The page of models, and its file. */
@NullMarked
package dev.bursar.models.ui;

import org.jspecify.annotations.NullMarked;
