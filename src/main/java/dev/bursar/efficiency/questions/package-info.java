/** Questions to the logs and traces of workloads, which cost money each time that somebody asks one. */
@NullMarked
package dev.bursar.efficiency.questions;

import org.jspecify.annotations.NullMarked;
