package dev.bursar.ui;

import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.SearchText.Match;
import dev.bursar.ui.Finding.Hit;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks features what a person can find by name or id, within their rights. */
@Component
public class Search {
    /** Of one kind. */
    public static final int MOST = 5;

    private static final int MOST_IN_ALL = 25;
    private static final String PAGES = "Pages";

    private final ObjectProvider<Finding> findings;
    private final Scope scope;

    Search(ObjectProvider<Finding> findings, Scope scope) {
        this.findings = findings;
        this.scope = scope;
    }

    /** What is found of a kind, the best first. */
    public record OfKind(String kind, List<Hit> hits) {
        public OfKind {
            hits = List.copyOf(hits);
        }
    }

    /**
     * A kind that could not be searched.
     *
     * @param reference under which the log says why
     */
    public record Failed(String kind, Reference reference) {}

    /**
     * @param kinds of which there is something, those with the best match first
     * @param searched the kinds that were asked, found or not
     */
    public record Found(SearchText text, List<OfKind> kinds, List<String> searched, List<Failed> failed) {
        public Found {
            kinds = List.copyOf(kinds);
            searched = List.copyOf(searched);
            failed = List.copyOf(failed);
        }

        public List<Hit> hits() {
            return kinds.stream().flatMap(kind -> kind.hits().stream()).toList();
        }
    }

    /**
     * @param pages that the person may open, the likeliest first
     * @param typed as it was
     */
    public Found find(List<Hit> pages, String typed) {
        var text = SearchText.of(typed);
        if (text.isEmpty()) {
            return new Found(text, List.of(new OfKind(PAGES, pages)), List.of(), List.of());
        }
        var found = new LinkedHashMap<String, List<Hit>>();
        var failed = new ArrayList<Failed>();
        found.put(PAGES, text.best(pages, Hit::name, Hit::ids, MOST));
        findings.orderedStream()
                .filter(finding -> finding.roles().stream().anyMatch(scope::has))
                .forEach(finding -> {
                    try {
                        found.put(finding.kind(), finding.find(text, MOST));
                    } catch (RuntimeException problem) {
                        failed.add(new Failed(finding.kind(), Reference.of(problem)));
                    }
                });
        return new Found(text, ranked(text, found), List.copyOf(found.keySet()), failed);
    }

    /** Kinds by their best match; within one, hits stay as they came. */
    static List<OfKind> ranked(SearchText text, Map<String, List<Hit>> found) {
        var kinds = new ArrayList<OfKind>();
        int left = MOST_IN_ALL;
        var byBest = found.entrySet().stream()
                .filter(kind -> !kind.getValue().isEmpty())
                .sorted(Comparator.comparing(kind -> best(text, kind.getValue())))
                .toList();
        for (var kind : byBest) {
            List<Hit> hits =
                    kind.getValue().stream().limit(Math.min(MOST, left)).toList();
            if (!hits.isEmpty()) {
                kinds.add(new OfKind(kind.getKey(), hits));
                left -= hits.size();
            }
        }
        return kinds;
    }

    private static Match best(SearchText text, List<Hit> hits) {
        return hits.stream()
                .map(hit -> text.match(hit.name(), hit.ids()))
                .min(Comparator.naturalOrder())
                .orElse(Match.NONE);
    }
}
