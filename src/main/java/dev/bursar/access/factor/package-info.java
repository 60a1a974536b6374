/** Second factors: authenticator codes, recovery codes and passkeys. */
@NullMarked
package dev.bursar.access.factor;

import org.jspecify.annotations.NullMarked;
