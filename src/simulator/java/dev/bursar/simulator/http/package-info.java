/** HTTP, JSON and XML as AWS services speak them. */
@NullMarked
package dev.bursar.simulator.http;

import org.jspecify.annotations.NullMarked;
