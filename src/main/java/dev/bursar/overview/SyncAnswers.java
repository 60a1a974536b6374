package dev.bursar.overview;

import dev.bursar.sync.control.Readings;
import dev.bursar.sync.control.SyncService;
import org.springframework.stereotype.Component;

/** What Overview asks of jobs: how they stand, for who may see runs, and how far the first read is, for everybody. */
@Component
record SyncAnswers(SyncService runs, Readings readings) {}
