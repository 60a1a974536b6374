/** The roles that the payer assumes in its accounts, what they allow, and the temporary credentials that they give. */
@NullMarked
package dev.bursar.simulator.roles;

import org.jspecify.annotations.NullMarked;
