/** The pages on which people come in and see to their own account. */
@NullMarked
package dev.bursar.access.ui;

import org.jspecify.annotations.NullMarked;
