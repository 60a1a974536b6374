/** The pages of changes to AWS. */
@NullMarked
package dev.bursar.changes.ui;

import org.jspecify.annotations.NullMarked;
