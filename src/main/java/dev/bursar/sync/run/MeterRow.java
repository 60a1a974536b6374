package dev.bursar.sync.run;

import module java.base;

/** One API's requests of a range of days: answered or in flight, failed, and their cost in USD. */
public record MeterRow(String api, long requests, long failed, BigDecimal costUsd) {}
