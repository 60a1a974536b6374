/** Puts each amount of a part into one class. */
@NullMarked
package dev.bursar.causes.attribution;

import org.jspecify.annotations.NullMarked;
