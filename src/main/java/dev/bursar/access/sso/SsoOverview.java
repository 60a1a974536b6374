package dev.bursar.access.sso;

import dev.bursar.access.sso.SsoSettings.GroupRights;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Tells pages how single sign-on is set up. */
@Service
public class SsoOverview {
    private final ObjectProvider<Sso> sso;
    private final SsoSettings settings;

    SsoOverview(ObjectProvider<Sso> sso, SsoSettings settings) {
        this.sso = sso;
        this.settings = settings;
    }

    /** Names of the places by the address at which the way there begins; for everybody, the sign-in page shows them. */
    public Map<String, String> starts() {
        var configured = sso.getIfAvailable();
        return configured == null ? Map.of() : configured.starts();
    }

    /** Whether name and password are asked for at once. */
    public boolean passwordShown() {
        return settings.localSignIn() == SsoSettings.LocalSignIn.SHOWN;
    }

    /** Which groups give which rights. */
    @PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR')")
    public List<GroupRights> groups() {
        return settings.groups();
    }
}
