package dev.bursar.changes.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.spi.OwnChanges.OwnChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events are of changes that Bursar wrote. */
class EventsOfChangesTest {
    @Test
    void theSessionNamesTheChange() {
        assertThat(EventsOfChanges.ofSession("""
                        {"userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::123456789012:assumed-role/BursarWriter/bursar-change-17"}}
                        """)).contains(new OwnChange("Change 17", "changes/17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"arn\":\"arn:aws:sts::123456789012:assumed-role/BursarReader/bursar\"}",
                "{\"arn\":\"arn:aws:sts::123456789012:assumed-role/BursarWriter/bursar-change-17a\"}",
                "{\"arn\":\"arn:aws:sts::123456789012:assumed-role/BursarWriter/bursar-change-0\"}",
                "{\"note\":\"bursar-change-17\"}"
            })
    void othersDont(String record) {
        assertThat(EventsOfChanges.ofSession(record)).isEmpty();
    }
}
