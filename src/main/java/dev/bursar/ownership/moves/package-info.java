/** What choices that aren't saved yet move from team to team, for the pages that offer them. */
@NullMarked
@NamedInterface("moves")
package dev.bursar.ownership.moves;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
