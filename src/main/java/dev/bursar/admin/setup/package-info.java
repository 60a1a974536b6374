/** The Set-up page and its steps. */
@NullMarked
package dev.bursar.admin.setup;

import org.jspecify.annotations.NullMarked;
