package dev.bursar.changes.write;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.trail.spi.OwnChanges;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Tells events of changes by the name of the session in which they were written. */
@Component
class EventsOfChanges implements OwnChanges {
    private static final Pattern SESSION = Pattern.compile(":assumed-role/[^/\"]+/bursar-change-([1-9][0-9]{0,17})\"");

    @Override
    public Optional<OwnChange> of(String record) {
        Matcher session = SESSION.matcher(record);
        return session.find()
                ? Optional.of(new OwnChange(
                        "Change " + session.group(1), ChangeLinks.change(Long.parseLong(session.group(1)))))
                : Optional.empty();
    }
}
