/** Athena: statements over charge files where they lie. */
@NullMarked
package dev.bursar.aws.athena;

import org.jspecify.annotations.NullMarked;
