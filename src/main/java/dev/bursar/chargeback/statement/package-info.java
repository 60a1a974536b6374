/** What a cut, pools and documents make of a month: direct, shared and unallocated costs, rounded once, and the bridge to Spend. */
@NullMarked
package dev.bursar.chargeback.statement;

import org.jspecify.annotations.NullMarked;
