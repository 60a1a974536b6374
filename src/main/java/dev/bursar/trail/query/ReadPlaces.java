package dev.bursar.trail.query;

import module java.base;

/**
 * Where all events of a time were read; elsewhere they were not.
 *
 * @param everywhere the accounts of which a trail's files have them
 * @param read the Regions in which LookupEvents has told them all, by account
 * @param unread the Regions in which it has not, by account
 */
public record ReadPlaces(Set<String> everywhere, Map<String, Set<String>> read, Map<String, Set<String>> unread) {
    public static final ReadPlaces NONE = new ReadPlaces(Set.of(), Map.of(), Map.of());

    /** A local zone's events are in its Region. */
    private static final Pattern REGION = Pattern.compile("([a-z]{2}(-[a-z]+)+-\\d)(-.+)?");

    public ReadPlaces {
        everywhere = Set.copyOf(everywhere);
        read = copy(read);
        unread = copy(unread);
    }

    private static Map<String, Set<String>> copy(Map<String, Set<String>> regions) {
        return regions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
    }

    /**
     * Whether all were read that may have acted in an account's Regions.
     *
     * @param regions what is none, such as "" or {@code global}, may be any
     */
    public boolean all(String account, Collection<String> regions) {
        if (everywhere.contains(account)) {
            return true;
        }
        Set<String> its = read.getOrDefault(account, Set.of());
        return !its.isEmpty() && missing(account, regions).isEmpty();
    }

    /** The Regions of these in which not all were read, in order; empty where all were, and where nothing is known of any. */
    public Set<String> missing(String account, Collection<String> regions) {
        var missing = new TreeSet<String>();
        if (everywhere.contains(account)) {
            return missing;
        }
        Set<String> its = read.getOrDefault(account, Set.of());
        for (String region : regions) {
            Matcher matcher = REGION.matcher(region);
            if (!matcher.matches()) {
                missing.addAll(unread.getOrDefault(account, Set.of()));
            } else if (!its.contains(matcher.group(1))) {
                missing.add(matcher.group(1));
            }
        }
        return missing;
    }

    /** Tells what was read of an account from what was not, for comparison. */
    public String fingerprint(String account) {
        return everywhere.contains(account)
                ? "all"
                : new TreeSet<>(read.getOrDefault(account, Set.of())) + " "
                        + new TreeSet<>(unread.getOrDefault(account, Set.of()));
    }
}
