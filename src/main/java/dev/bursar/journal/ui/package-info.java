/** The page that shows Bursar's own record of who did what. */
@NullMarked
package dev.bursar.journal.ui;

import org.jspecify.annotations.NullMarked;
