/** Pages of tags: coverage, violations, policies and exemptions. */
@NullMarked
package dev.bursar.tagging.ui;

import org.jspecify.annotations.NullMarked;
