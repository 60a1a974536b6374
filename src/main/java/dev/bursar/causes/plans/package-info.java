/** When Savings Plans begin and end: read daily from AWS and kept. */
@NullMarked
package dev.bursar.causes.plans;

import org.jspecify.annotations.NullMarked;
