package dev.bursar.files;

import module java.base;

/** Opens stores by address; each kind of store provides a bean. */
public interface ObjectStores {
    /** The place that the address names; empty where it is none of this kind. Nothing is asked of the store yet. */
    Optional<ObjectPlace> at(String address);
}
