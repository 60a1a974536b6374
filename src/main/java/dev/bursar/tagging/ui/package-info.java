@NullMarked
package dev.bursar.tagging.ui;

import org.jspecify.annotations.NullMarked;
