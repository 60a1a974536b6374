/**
 * Tables as files: formats, exports in the background, where their files lie and who may fetch them; and objects that others
 * write, in buckets or folders. Knows no feature.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "list", "journal", "sync", "tasks", "ui"})
package dev.bursar.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
