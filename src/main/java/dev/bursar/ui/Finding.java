package dev.bursar.ui;

import dev.bursar.kernel.Role;
import dev.bursar.kernel.SearchText;
import module java.base;

/**
 * What a person can find by name or id, of one kind. A feature makes a bean of it; {@code @Order} says where its kind stands among others
 * that match as well. The feature's service decides what the person may see: what they may not is not found, as what isn't there.
 */
public interface Finding {
    /** In the plural, as it heads what is found: {@code Teams}. */
    String kind();

    /** Who may search for it. For others the kind is neither asked nor named. */
    Set<Role> roles();

    /** The best matches first. Never asked for nothing. */
    List<Hit> find(SearchText text, int most);

    /**
     * Something found.
     *
     * @param facts what tells it from others of its name: an account's id, a team's department
     * @param address a page that the person may open
     * @param ids by which it is found too
     */
    record Hit(String name, String facts, String address, List<String> ids) {
        public Hit {
            ids = List.copyOf(ids);
        }
    }
}
