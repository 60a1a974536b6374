package dev.bursar.inventory.read;

/** Which API of AWS lists resources; stored. */
enum Source {
    TAGGING("tagging", "Resource Groups Tagging API"),
    RESOURCE_EXPLORER("resource-explorer", "Resource Explorer");

    private final String stored;
    private final String title;

    Source(String stored, String title) {
        this.stored = stored;
        this.title = title;
    }

    String stored() {
        return stored;
    }

    String title() {
        return title;
    }
}
