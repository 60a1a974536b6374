package dev.bursar.access.rights;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Answers from the security context who acts, and from the database what they may see now. */
@Component
class PersonScope implements Scope {
    static final Actor NOBODY = new Actor(new PersonId(-1), "nobody");

    private final RightsOfPeople rights;

    PersonScope(RightsOfPeople rights) {
        this.rights = rights;
    }

    @Override
    public Actor actor() {
        if (system()) {
            return Actor.SYSTEM;
        }
        return person().map(one ->
                        new Actor(one.id(), rights.of(one).map(Rights::name).orElse(one.name())))
                .orElse(NOBODY);
    }

    @Override
    public Set<Role> roles() {
        return current().map(Rights::roles).orElse(Set.of());
    }

    @Override
    public Visibility visibility() {
        return system()
                ? Visibility.EVERYTHING
                : current().map(Rights::visibility).orElse(Visibility.NOTHING);
    }

    @Override
    public Visibility asLead() {
        return system() ? Visibility.NOTHING : current().map(Rights::asLead).orElse(Visibility.NOTHING);
    }

    private Optional<Rights> current() {
        return person().flatMap(rights::of);
    }

    private static boolean system() {
        return authentication()
                .filter(SystemScope.SystemAuthentication.class::isInstance)
                .isPresent();
    }

    private static Optional<SignedIn> person() {
        return authentication()
                .filter(Authentication::isAuthenticated)
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }

    private static Optional<Authentication> authentication() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication());
    }
}
