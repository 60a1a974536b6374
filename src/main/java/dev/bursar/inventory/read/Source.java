package dev.bursar.inventory.read;

/** Which API of AWS lists resources; stored. */
enum Source {
    TAGGING("tagging"),
    RESOURCE_EXPLORER("resource-explorer");

    private final String stored;

    Source(String stored) {
        this.stored = stored;
    }

    String stored() {
        return stored;
    }
}
