/** Where lines of charge files are reduced: what an admin chose, what a test of an engine showed, and what a delivery takes it. */
@NullMarked
@NamedInterface("reduction")
package dev.bursar.billingdata.reduction;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
