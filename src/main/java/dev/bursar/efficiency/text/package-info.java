/** Words of what is found of workloads and proposed, the same on pages, in files and in commands. */
@NullMarked
package dev.bursar.efficiency.text;

import org.jspecify.annotations.NullMarked;
