/** What pages and files say of changes to AWS. */
@NullMarked
@NamedInterface("text")
package dev.bursar.changes.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
