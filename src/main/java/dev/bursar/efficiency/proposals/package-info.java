/** Proposals that save costs, and who decided on them. */
@NullMarked
package dev.bursar.efficiency.proposals;

import org.jspecify.annotations.NullMarked;
