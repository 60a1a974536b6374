package dev.bursar.charges.query;

import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.spi.ProfileNames;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Calls inference profiles by the names that people gave them, and by their ids where no name is known. */
@Component
public class ProfileLabels {
    private final ObjectProvider<ProfileNames> sources;

    ProfileLabels(ObjectProvider<ProfileNames> sources) {
        this.sources = sources;
    }

    /**
     * What to call each profile, by its {@link InferenceProfile#text}; one that is called like another of these has its id beside its name.
     * Ask for profiles that the reader may see, and for all of these at once.
     */
    public Map<String, String> of(Collection<String> profiles) {
        Set<String> asked =
                profiles.stream().filter(profile -> !profile.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
        Map<String, String> names = new HashMap<>();
        if (!asked.isEmpty()) {
            sources.forEach(source -> names.putAll(source.of(asked)));
        }
        Map<String, Long> many =
                names.values().stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        Map<String, String> labels = new HashMap<>();
        asked.forEach(profile -> {
            String name = names.get(profile);
            labels.put(
                    profile,
                    name == null
                            ? profile
                            : many.getOrDefault(name, 1L) > 1
                                    ? name + " (" + profile + ")"
                                    : ChoiceText.of(name, ChoiceText.NO_PROFILE));
        });
        labels.put("", ChoiceText.NO_PROFILE);
        return labels;
    }

    /** The names of those resources that are inference profiles with a known name, by resource id. */
    public Map<String, String> ofResources(Collection<String> resources) {
        Map<String, String> profiles = new HashMap<>();
        resources.forEach(
                resource -> InferenceProfile.of(resource).ifPresent(profile -> profiles.put(resource, profile.text())));
        Map<String, String> labels = profiles.isEmpty() ? Map.of() : of(profiles.values());
        profiles.entrySet().removeIf(one -> one.getValue().equals(labels.get(one.getValue())));
        profiles.replaceAll((resource, profile) -> labels.getOrDefault(profile, profile));
        return profiles;
    }
}
