/** What whoever pays a statement says of it: accepted, disputed, no answer; and what finance says of disputes. */
@NullMarked
@NamedInterface("answers")
package dev.bursar.chargeback.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
