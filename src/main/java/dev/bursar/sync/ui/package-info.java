/** The Sync page. */
@NullMarked
package dev.bursar.sync.ui;

import org.jspecify.annotations.NullMarked;
