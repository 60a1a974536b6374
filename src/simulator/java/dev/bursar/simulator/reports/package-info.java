/** Reports of others than AWS on who used what that AWS bills to one: an LLM gateway's, and a training cluster's. */
@NullMarked
package dev.bursar.simulator.reports;

import org.jspecify.annotations.NullMarked;
