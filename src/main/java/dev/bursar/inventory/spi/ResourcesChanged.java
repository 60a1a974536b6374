package dev.bursar.inventory.spi;

/** Told within the transaction in which resources, their tags, costs or owners have changed; features provide beans. */
public interface ResourcesChanged {
    void changed();
}
