/** Problems of sources in words, for every page, mail and command that shows one. */
@NullMarked
@NamedInterface("text")
package dev.bursar.sync.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
