/** The CloudTrail page: events, one event's panel, built-in questions and the file. */
@NullMarked
package dev.bursar.trail.ui;

import org.jspecify.annotations.NullMarked;
