/** Pages of people, their invitations and rights. */
@NullMarked
package dev.bursar.admin.people;

import org.jspecify.annotations.NullMarked;
