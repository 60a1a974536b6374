/** The page of clusters, its dialog and its file. */
@NullMarked
package dev.bursar.clusters.ui;

import org.jspecify.annotations.NullMarked;
