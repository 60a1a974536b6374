/** The roles in member accounts and the temporary credentials that they give. */
@NullMarked
package dev.bursar.simulator.roles;

import org.jspecify.annotations.NullMarked;
