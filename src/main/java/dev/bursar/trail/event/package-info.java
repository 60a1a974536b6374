/** What an event says: who did what on what, with its secrets masked. Knows neither AWS's APIs nor the database. */
@NullMarked
package dev.bursar.trail.event;

import org.jspecify.annotations.NullMarked;
