package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.AwsRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A query of Resource Explorer: terms that all must hold, each with values of which one must; case is ignored. */
record SearchQuery(List<Term> terms) {
    private static final int LONGEST = 1_280;

    /** A kind of resource that can't have tags. */
    private static final String UNTAGGABLE = "cloudwatch:dashboard";

    /**
     * One filter.
     *
     * @param field "" for free text
     */
    private record Term(boolean not, String field, List<String> values) {
        boolean holds(Resource resource) {
            return not != values.stream().anyMatch(value -> holds(resource, value));
        }

        private boolean holds(Resource resource, String value) {
            return switch (field) {
                case "tag" -> tag(resource, value);
                case "tag.key" -> resource.tags().keySet().stream().anyMatch(key -> same(key, value));
                case "tag.value" -> resource.tags().values().stream().anyMatch(other -> same(other, value));
                case "service" -> same(resource.service(), value);
                case "resourcetype" -> same(resource.type(), value);
                case "resourcetype.supports" ->
                    value.equals("tags") && !resource.type().equals(UNTAGGABLE);
                case "region" -> same(resource.region(), value);
                case "accountid" -> same(resource.account(), value);
                case "id" -> same(resource.arn(), value);
                case "" ->
                    lower(resource.arn()).contains(value)
                            || lower(resource.tags().toString()).contains(value);
                default -> throw AwsRefusal.invalid("The query has an unknown filter: " + field);
            };
        }

        private static boolean tag(Resource resource, String value) {
            var equals = value.indexOf('=');
            if (equals >= 0) {
                return resource.tags().entrySet().stream()
                        .anyMatch(tag -> same(tag.getKey(), value.substring(0, equals))
                                && same(tag.getValue(), value.substring(equals + 1)));
            }
            return switch (value) {
                case "none" -> !resource.hasUserTags();
                case "all" -> resource.hasUserTags();
                default -> throw AwsRefusal.invalid("The query has an invalid value of the filter tag: " + value);
            };
        }

        /** A star at the end stands for any rest. */
        private static boolean same(String text, String value) {
            return value.endsWith("*")
                    ? lower(text).startsWith(value.substring(0, value.length() - 1))
                    : lower(text).equals(value);
        }
    }

    static SearchQuery of(String text) {
        if (text.length() > LONGEST) {
            throw AwsRefusal.invalid("QueryString must have at most " + LONGEST + " characters.");
        }
        return new SearchQuery(parts(lower(text), ' ').stream()
                .filter(part -> !part.isBlank())
                .map(SearchQuery::term)
                .toList());
    }

    boolean matches(Resource resource) {
        return terms.stream().allMatch(term -> term.holds(resource));
    }

    boolean asksForTags() {
        return terms.stream()
                .anyMatch(term -> term.field().equals("tag") || term.field().startsWith("tag."));
    }

    private static Term term(String part) {
        var not = part.startsWith("-");
        var rest = not ? part.substring(1) : part;
        var colon = rest.startsWith("arn:") || rest.startsWith("\"") ? -1 : rest.indexOf(':');
        var field = colon < 0 ? "" : rest.substring(0, colon);
        var values = parts(rest.substring(colon + 1), ',').stream()
                .map(value -> value.replace("\"", ""))
                .toList();
        return new Term(not, field, values);
    }

    /** Cuts where the mark is outside of quotation marks. */
    private static List<String> parts(String text, char mark) {
        var parts = new ArrayList<String>();
        var quoted = false;
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (text.charAt(i) == mark && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
