package dev.bursar.causes.ui;

import dev.bursar.causes.aws.AwsAnomalyService;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.causes.watch.AnomalyService;
import org.springframework.stereotype.Component;

/** What the page of anomalies asks: which there are, what AWS found itself, and how costs changed. */
@Component
record AnomalyAnswers(AnomalyService ours, AwsAnomalyService aws, ChangeService changes) {}
