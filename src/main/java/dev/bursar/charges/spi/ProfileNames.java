package dev.bursar.charges.spi;

import module java.base;

/** What people call the inference profiles that they made, as a feature has read it. */
public interface ProfileNames {
    /** The names of these profiles by the {@code InferenceProfile.text} of each; those whose name isn't known are left out. */
    Map<String, String> of(Collection<String> profiles);
}
