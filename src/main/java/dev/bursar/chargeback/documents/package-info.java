/** AWS's invoices and credit memos: read daily or typed in, with the total of each billing month. */
@NullMarked
package dev.bursar.chargeback.documents;

import org.jspecify.annotations.NullMarked;
