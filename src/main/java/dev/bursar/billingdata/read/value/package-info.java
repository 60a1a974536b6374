/** Numbers, times and texts as charge files have them. */
@NullMarked
package dev.bursar.billingdata.read.value;

import org.jspecify.annotations.NullMarked;
