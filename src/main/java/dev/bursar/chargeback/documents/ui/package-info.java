/** The page of AWS's documents. */
@NullMarked
package dev.bursar.chargeback.documents.ui;

import org.jspecify.annotations.NullMarked;
