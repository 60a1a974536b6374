package dev.bursar.setup.spi;

/** Told within the transaction in which other places are read than before; features provide beans. */
public interface PlacesChanged {
    void changed();
}
