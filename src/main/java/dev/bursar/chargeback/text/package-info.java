/** Chargeback's facts in words, for its pages and files and for pages that show them. */
@NullMarked
@NamedInterface("text")
package dev.bursar.chargeback.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
