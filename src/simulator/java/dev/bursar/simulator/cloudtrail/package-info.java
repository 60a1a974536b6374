/** What people, roles and services did in the organisation's accounts, as CloudTrail records it. */
@NullMarked
package dev.bursar.simulator.cloudtrail;

import org.jspecify.annotations.NullMarked;
