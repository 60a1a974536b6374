/** Corrections of issued months: what the newest cut has and the kept one doesn't, by whom it concerns. All of it is arithmetic. */
@NullMarked
package dev.bursar.chargeback.corrections;

import org.jspecify.annotations.NullMarked;
