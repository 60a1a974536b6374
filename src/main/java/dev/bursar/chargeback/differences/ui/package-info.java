/** Differences on a month's page, and the setting of their bound. */
@NullMarked
package dev.bursar.chargeback.differences.ui;

import org.jspecify.annotations.NullMarked;
