package dev.bursar.local;

import module java.base;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints two sentences in place of a stack trace. */
class DemoRefusedAnalyzer extends AbstractFailureAnalyzer<DemoRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable root, DemoRefused cause) {
        return new FailureAnalysis(Objects.toString(cause.getMessage(), ""), cause.whatToDo(), cause);
    }
}
