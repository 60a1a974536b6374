/** The page of clusters. */
@NullMarked
package dev.bursar.clusters.ui;

import org.jspecify.annotations.NullMarked;
