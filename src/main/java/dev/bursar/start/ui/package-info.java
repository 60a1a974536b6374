/** The Getting started page. */
@NullMarked
package dev.bursar.start.ui;

import org.jspecify.annotations.NullMarked;
