/** Causes in words, for pages, files and mails. */
@NullMarked
@NamedInterface("text")
package dev.bursar.causes.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
