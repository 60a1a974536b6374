/** Sign-in, step by step, and its throttling. */
@NullMarked
package dev.bursar.access.signin;

import org.jspecify.annotations.NullMarked;
