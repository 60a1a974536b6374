package dev.bursar.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts heads into the log, which usually leaves the machine. */
@Component
class HeadLog implements HeadStore {
    private static final Logger log = LoggerFactory.getLogger(HeadLog.class);

    @Override
    public void publish(JournalHead head) {
        log.info("Journal head: {}", head.line());
    }
}
