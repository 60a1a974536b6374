/** Savings Plans of the account whose credentials Bursar has. */
@NullMarked
package dev.bursar.aws.plans;

import org.jspecify.annotations.NullMarked;
