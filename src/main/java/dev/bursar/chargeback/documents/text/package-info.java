/** Words of what is read of AWS's documents. */
@NullMarked
package dev.bursar.chargeback.documents.text;

import org.jspecify.annotations.NullMarked;
