/** Shared pools: which charges they take, how they split them, from which month on. */
@NullMarked
@NamedInterface("pools")
package dev.bursar.chargeback.pools;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
