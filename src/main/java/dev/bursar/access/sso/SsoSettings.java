package dev.bursar.access.sso;

import dev.bursar.kernel.Role;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What single sign-on means for rights. The place itself is set by {@code spring.security.oauth2.client.*}.
 *
 * @param groupsClaim the ID token's claim that lists a person's groups
 * @param groups which groups give which rights; a group may be named more than once
 * @param linkByEmail whether somebody who comes for the first time, with a verified e-mail address that is a person's user
 *     name, is that person; otherwise they have to be somebody new
 * @param localSignIn whether name and password are asked for at once, or behind a link
 */
@ConfigurationProperties("bursar.sso")
public record SsoSettings(
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue List<GroupRights> groups,
        @DefaultValue("false") boolean linkByEmail,
        @DefaultValue("SHOWN") LocalSignIn localSignIn) {

    /** How the sign-in page offers name and password. */
    public enum LocalSignIn {
        SHOWN,
        LINKED
    }

    /**
     * What being in a group gives.
     *
     * @param team the name of a team that people of the group lead; only with the role {@link Role#LEAD}
     */
    public record GroupRights(
            String group, Role role, @Nullable String team) {
        public GroupRights {
            if (group.isBlank()) {
                throw new IllegalArgumentException("bursar.sso.groups: a group has a name");
            }
            if (team != null && role != Role.LEAD) {
                throw new IllegalArgumentException(
                        "bursar.sso.groups: " + group + " has a team but the role " + role + "; only leads have teams");
            }
        }
    }

    public SsoSettings {
        groups = List.copyOf(groups);
    }
}
