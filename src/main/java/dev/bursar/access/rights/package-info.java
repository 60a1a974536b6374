/** Who is signed in where, with which rights at this moment. */
@NullMarked
package dev.bursar.access.rights;

import org.jspecify.annotations.NullMarked;
