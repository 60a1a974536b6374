/** The resources in each account and Region, and the services that list them: tagging, Resource Explorer, Account Management. */
@NullMarked
package dev.bursar.simulator.resources;

import org.jspecify.annotations.NullMarked;
