/** What finance decides of shared pools, and the numbers by which some of them are split. */
@NullMarked
@NamedInterface("pools")
package dev.bursar.chargeback.pools;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
