package dev.bursar.tagging.ui;

import dev.bursar.sync.control.Readings;
import dev.bursar.tagging.violations.ViolationService;
import org.springframework.stereotype.Component;

/** What the Violations page asks: which there are, and how the jobs stand that it rests on. */
@Component
record ViolationAnswers(ViolationService violations, Readings readings) {}
