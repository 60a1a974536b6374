/** Forecasts in words, for pages, files and mails. */
@NullMarked
@NamedInterface("text")
package dev.bursar.forecast.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
