package dev.bursar.spend;

/**
 * A question with a name.
 *
 * @param address the page's parameters as they stand after the "?"
 * @param mine whether the person who asks owns it
 * @param owner the owner's name
 * @param opensFirst whether it is what the owner's page begins with
 */
public record SavedView(
        int id,
        String name,
        String address,
        boolean mine,
        String owner,
        boolean shared,
        boolean opensFirst,
        int version) {}
