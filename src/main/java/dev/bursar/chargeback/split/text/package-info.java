/** Words of pools. */
@NullMarked
package dev.bursar.chargeback.split.text;

import org.jspecify.annotations.NullMarked;
