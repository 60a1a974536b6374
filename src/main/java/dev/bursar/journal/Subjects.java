package dev.bursar.journal;

import module java.base;
import org.springframework.stereotype.Component;

/** Puts subjects into words, asking each feature once for all of its own. */
@Component
class Subjects {
    private static final Pattern THING = Pattern.compile("([a-z][a-z-]{0,40}):(.+)", Pattern.DOTALL);

    private final Map<String, SubjectNames> words;

    Subjects(List<SubjectNames> words) {
        this.words = words.stream().collect(Collectors.toUnmodifiableMap(SubjectNames::kind, one -> one));
    }

    /** Names of those subjects whose feature knows one, {@code Demo lead} by {@code person:7}. */
    Map<String, String> names(Collection<String> subjects) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (String subject : subjects) {
            var thing = THING.matcher(subject);
            if (thing.matches() && words.containsKey(thing.group(1))) {
                ids.computeIfAbsent(thing.group(1), kind -> new TreeSet<>()).add(thing.group(2));
            }
        }
        Map<String, String> names = new HashMap<>();
        words.forEach((kind, feature) -> {
            Set<String> wanted = ids.getOrDefault(kind, Set.of());
            if (!wanted.isEmpty()) {
                feature.names(wanted).forEach((id, name) -> names.put(kind + ":" + id, name));
            }
        });
        return names;
    }

    /** {@code Person Demo lead}, {@code Cap daily}; what names no thing stays as it is. */
    Map<String, String> inWords(Collection<String> subjects) {
        Map<String, String> names = names(subjects);
        return subjects.stream().distinct().collect(Collectors.toMap(subject -> subject, subject -> {
            var thing = THING.matcher(subject);
            return thing.matches() ? named(thing.group(1), names.getOrDefault(subject, thing.group(2))) : subject;
        }));
    }

    /** The page of what the subject names. */
    Optional<String> address(String subject) {
        var thing = THING.matcher(subject);
        return thing.matches()
                ? Optional.ofNullable(words.get(thing.group(1))).flatMap(feature -> feature.address(thing.group(2)))
                : Optional.empty();
    }

    /** A name that says what the thing is stands alone: {@code Shared pool Tax}, {@code Change 2 to AWS}. */
    private static String named(String kind, String name) {
        List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("\\W+"));
        return words.containsAll(List.of(kind.split("-"))) ? name : capital(kind) + " " + name;
    }

    private static String capital(String kind) {
        return kind.startsWith("aws-") ? "AWS " + kind.substring(4).replace('-', ' ') : capitalised(kind);
    }

    private static String capitalised(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1).replace('-', ' ');
    }
}
