/** Mails of what the explorer shows. */
@NullMarked
package dev.bursar.spend.mails;

import org.jspecify.annotations.NullMarked;
