/** Statements as tables and as PDF documents. */
@NullMarked
package dev.bursar.chargeback.files;

import org.jspecify.annotations.NullMarked;
