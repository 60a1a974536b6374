package dev.bursar.tagging.spi;

import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * Reads and writes tags of resources of one place, by the place's role. Requests are free, paced and metered with account and Region; one
 * that writes is sent again only where AWS says that it did nothing.
 */
public interface TagWriting {
    /** So many resources may be read with one call. */
    int MOST_READ = 100;

    /** So many resources may be written with one call. */
    int MOST_WRITTEN = 20;

    /**
     * What AWS shows of some resources.
     *
     * @param tags all of a resource, by ARN; those that never had any, or aren't there, are left out
     * @param unread ARNs of which AWS's answers don't tell whether they have tags, because an answer was only a part
     */
    record Shown(Map<String, Map<String, String>> tags, Set<String> unread) {
        public Shown {
            tags = Map.copyOf(tags);
            unread = Set.copyOf(unread);
        }
    }

    /** @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked */
    Shown shown(Place place, List<String> arns, RequestMeter meter);

    /** Sets one tag of some resources; what AWS answered, by ARN, of all of them. */
    Map<String, Outcome> set(Place place, List<String> arns, String key, String value, RequestMeter meter);

    /** Removes one tag of some resources; what AWS answered, by ARN, of all of them. */
    Map<String, Outcome> remove(Place place, List<String> arns, String key, RequestMeter meter);
}
