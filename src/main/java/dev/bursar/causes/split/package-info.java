/** Splits a change into amounts that add up to it: moves between owners, what is booked, and usage by price and quantity. */
@NullMarked
package dev.bursar.causes.split;

import org.jspecify.annotations.NullMarked;
