/** Small differences between AWS's documents and the charges that finance accepts, and up to which bound. */
@NullMarked
package dev.bursar.chargeback.differences;

import org.jspecify.annotations.NullMarked;
