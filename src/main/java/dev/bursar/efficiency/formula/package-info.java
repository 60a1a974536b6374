/** What hours of metrics and days of charges say: measured hours, coverage, utilisation, idleness, cost per inference and splits. */
@NullMarked
package dev.bursar.efficiency.formula;

import org.jspecify.annotations.NullMarked;
