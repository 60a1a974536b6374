/** Passwords, and what slows those who guess them. */
@NullMarked
package dev.bursar.access.password;

import org.jspecify.annotations.NullMarked;
