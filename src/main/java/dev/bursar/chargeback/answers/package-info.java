/** What whoever pays a statement says of it: accepted, disputed, no answer; and what finance says of disputes. */
@NullMarked
package dev.bursar.chargeback.answers;

import org.jspecify.annotations.NullMarked;
