/** What moved budgets, in words, for pages and mails. */
@NullMarked
package dev.bursar.budgets.text;

import org.jspecify.annotations.NullMarked;
