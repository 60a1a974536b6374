/** Works each team's daily changes out before anybody asks, and keeps them. */
@NullMarked
package dev.bursar.causes.kept;

import org.jspecify.annotations.NullMarked;
