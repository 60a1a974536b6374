package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one request of TagResources or UntagResources wants.
 *
 * @param arns each once
 * @param set the tags to write, none of UntagResources
 * @param removed the keys to remove, none of TagResources
 */
record TagChange(List<String> arns, Map<String, String> set, Set<String> removed) {

    private static final int MOST_ARNS = 20;
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_ARN = 1_011;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern ARN = Pattern.compile("arn:[\\w-]+:([\\w-]+):[^:]*:[^:]*:.+");
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    /** What the API takes for no ARN at all, though it is one. */
    private static final Pattern REFUSED = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:(role|user|group)/.+");

    TagChange {
        arns = List.copyOf(arns);
        set = Map.copyOf(set);
        removed = Set.copyOf(removed);
    }

    static TagChange tagging(ObjectNode request) {
        var tags = new HashMap<String, String>();
        request.path("Tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
        checkNumber(tags.size(), MOST_TAGS, "Tags", "tags");
        tags.keySet().forEach(TagChange::checkKey);
        for (var value : tags.values()) {
            if (value.codePointCount(0, value.length()) > LONGEST_VALUE) {
                throw Tagging.invalid("A tag value has at most " + LONGEST_VALUE + " characters: " + value);
            }
            checkLetters(value);
        }
        return new TagChange(arns(request), tags, Set.of());
    }

    static TagChange untagging(ObjectNode request) {
        var keys = Json.texts(request, "TagKeys");
        checkNumber(keys.size(), MOST_TAGS, "TagKeys", "keys");
        keys.forEach(TagChange::checkKey);
        return new TagChange(arns(request), Map.of(), new HashSet<>(keys));
    }

    private static List<String> arns(ObjectNode request) {
        var arns = Json.texts(request, "ResourceARNList");
        checkNumber(arns.size(), MOST_ARNS, "ResourceARNList", "ARNs");
        for (var arn : arns) {
            if (arn.length() > LONGEST_ARN
                    || !ARN.matcher(arn).matches()
                    || REFUSED.matcher(arn).matches()) {
                throw Tagging.invalid(arn + " is not a valid AmazonResourceName (ARN)");
            }
        }
        return arns.stream().distinct().toList();
    }

    private static void checkNumber(int number, int most, String member, String of) {
        if (number < 1 || number > most) {
            throw Tagging.invalid(member + " must have between 1 and " + most + " " + of + ".");
        }
    }

    private static void checkKey(String key) {
        if (key.isEmpty() || key.codePointCount(0, key.length()) > LONGEST_KEY) {
            throw Tagging.invalid("A tag key has between 1 and " + LONGEST_KEY + " characters: " + key);
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw Tagging.invalid("Tag keys starting with aws: are reserved for system use: " + key);
        }
        checkLetters(key);
    }

    private static void checkLetters(String text) {
        if (!LETTERS.matcher(text).matches()) {
            throw Tagging.invalid("Keys and values have letters, digits, spaces and _ . : / = + - @ only: " + text);
        }
    }

    static String service(String arn) {
        return arn.split(":", 4)[2];
    }

    boolean removes() {
        return set.isEmpty();
    }

    /** The tags that a resource has then. */
    Map<String, String> on(Map<String, String> tags) {
        var then = new HashMap<>(tags);
        then.putAll(set);
        then.keySet().removeAll(removed);
        return then;
    }

    /** Whether a resource may have these tags; those of AWS's services don't count. */
    static boolean isTooMany(Map<String, String> tags) {
        return tags.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS;
    }
}
