package dev.bursar.journal;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the journal write its counts, seal its entries and publish its head. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JournalConfiguration {}
