/** What is done with violations from their list: files that mend many, and exemptions. */
@NullMarked
package dev.bursar.tagging.ui.fixes;

import org.jspecify.annotations.NullMarked;
