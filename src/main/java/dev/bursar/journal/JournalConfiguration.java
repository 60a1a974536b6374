package dev.bursar.journal;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the journal write its counts each minute. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JournalConfiguration {}
