/** Words of statements. */
@NullMarked
package dev.bursar.chargeback.statement.text;

import org.jspecify.annotations.NullMarked;
