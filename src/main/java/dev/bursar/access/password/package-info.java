/** Passwords, and the one-time links that set them. */
@NullMarked
package dev.bursar.access.password;

import org.jspecify.annotations.NullMarked;
