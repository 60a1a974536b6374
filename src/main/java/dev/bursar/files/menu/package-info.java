/** The menu with which pages offer what they show as files. */
@NullMarked
@NamedInterface("menu")
package dev.bursar.files.menu;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
