/** What those who pay a statement say of it, and what finance answers. */
@NullMarked
@NamedInterface("answers")
package dev.bursar.chargeback.answers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
