/** The security filter chain and what is answered outside of pages. */
@NullMarked
package dev.bursar.access.web;

import org.jspecify.annotations.NullMarked;
