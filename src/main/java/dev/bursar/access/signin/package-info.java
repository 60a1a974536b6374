/** Sign-in, step by step. */
@NullMarked
package dev.bursar.access.signin;

import org.jspecify.annotations.NullMarked;
