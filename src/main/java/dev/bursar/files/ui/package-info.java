/** The Exports page, its line in the user menu, and the menu with which pages offer their exports. */
@NullMarked
@NamedInterface("ui")
package dev.bursar.files.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
