package dev.bursar.access;

import module java.base;

/** What a link is for, which also says how long it works. */
public enum LinkPurpose {
    INVITATION("invitation", AccessLinks.WELCOME, Duration.ofHours(72)),
    RESET("reset", AccessLinks.RESET, Duration.ofMinutes(30));

    private final String stored;
    private final String path;
    private final Duration validFor;

    LinkPurpose(String stored, String path, Duration validFor) {
        this.stored = stored;
        this.path = path;
        this.validFor = validFor;
    }

    public String stored() {
        return stored;
    }

    /** Of the page that it opens, within the portal. */
    public String path() {
        return path;
    }

    public Duration validFor() {
        return validFor;
    }

    /** Under which name the browser's session keeps the link's secret. */
    public String attribute() {
        return LinkPurpose.class.getName() + "." + name();
    }
}
