/** Proposals that save costs, and who decided on them. */
@NullMarked
package dev.bursar.efficiency.proposal;

import org.jspecify.annotations.NullMarked;
