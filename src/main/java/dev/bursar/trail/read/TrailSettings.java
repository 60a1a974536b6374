package dev.bursar.trail.read;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.stereotype.Component;

/** How CloudTrail is read, as the environment says. */
@Component
public class TrailSettings {
    public static final String READ_ONLY_EVENTS = "BURSAR_CLOUDTRAIL_READ_ONLY_EVENTS";
    public static final String FILES = "BURSAR_CLOUDTRAIL_FILES";

    private final boolean reads;
    private final String files;

    /** Holds where the environment names a trail's files. */
    static final class FilesNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("bursar.cloudtrail.files", "")
                    .isBlank();
        }
    }

    TrailSettings(
            @Value("${bursar.cloudtrail.read-only-events:false}") boolean reads,
            @Value("${bursar.cloudtrail.files:}") String files) {
        this.reads = reads;
        this.files = files.strip();
    }

    /** Whether events that only read are kept. */
    public boolean reads() {
        return reads;
    }

    /** Where a trail's log files are: the folder that holds AWSLogs, in a bucket or on this machine; "" where none is named. */
    public String files() {
        return files;
    }
}
