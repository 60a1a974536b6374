package dev.bursar.access.rights;

import dev.bursar.kernel.Actor;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Says for services of one's own account whose session it is. */
@Component
public class CurrentAccount {
    private final RightsOfPeople rights;

    CurrentAccount(RightsOfPeople rights) {
        this.rights = rights;
    }

    /** The person who acts, in a session that has not ended; {@link AccessDeniedException} when there is none. */
    public SignedIn me() {
        return signedIn().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }

    public Optional<SignedIn> signedIn() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? Optional.of(person).filter(one -> rights.of(one).isPresent())
                : Optional.empty();
    }

    public Optional<Rights> rights() {
        return signedIn().flatMap(rights::of);
    }

    public Actor actor() {
        var me = me();
        return new Actor(me.id(), rights.of(me).map(Rights::name).orElse(me.name()));
    }
}
