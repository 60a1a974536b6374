/** Who is signed in, with which rights at this moment. */
@NullMarked
package dev.bursar.access.rights;

import org.jspecify.annotations.NullMarked;
