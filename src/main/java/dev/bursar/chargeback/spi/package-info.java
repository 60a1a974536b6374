/** The port that reads AWS invoices and credit memos. */
@NullMarked
@NamedInterface("spi")
package dev.bursar.chargeback.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
