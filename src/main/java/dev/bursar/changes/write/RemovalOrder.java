package dev.bursar.changes.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is removed from a thing waits until all that is set on it is there: else a tag whose key changes its case would be lost.
 *
 * @param missing things on which something couldn't be set, or isn't known to be
 * @param waiting things on which something is still to be set
 */
record RemovalOrder(Set<String> missing, Set<String> waiting) {
    static RemovalOrder of(List<ChangeItem> all) {
        var missing = new HashSet<String>();
        var waiting = new HashSet<String>();
        for (ChangeItem item : all) {
            if (item.wanted() != null) {
                switch (item.state()) {
                    case WRITTEN, VERIFIED, UNDONE -> {}
                    case PLANNED -> waiting.add(item.subject());
                    case SKIPPED -> {
                        if (item.why() != ItemWhy.ALREADY_SO) {
                            missing.add(item.subject());
                        }
                    }
                    case FAILED, DIFFERS, WRITING, UNKNOWN -> missing.add(item.subject());
                }
            }
        }
        return new RemovalOrder(missing, waiting);
    }

    boolean isLeft(ChangeItem removed) {
        return missing.contains(removed.subject());
    }

    boolean mayGo(ChangeItem removed) {
        return !isLeft(removed) && !waiting.contains(removed.subject());
    }
}
