/** Mails about statements and closing months, and whom they reach. */
@NullMarked
package dev.bursar.chargeback.mails;

import org.jspecify.annotations.NullMarked;
