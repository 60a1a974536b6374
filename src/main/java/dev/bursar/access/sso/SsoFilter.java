package dev.bursar.access.sso;

import dev.bursar.access.rights.SignInClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Takes people back from where they were vouched for: Spring proves the token, Bursar says who it is and what they may do. */
final class SsoFilter extends OAuth2LoginAuthenticationFilter {
    static final String BACK = "/login/oauth2/code/*";

    private final SsoPeople people;

    SsoFilter(ClientRegistrationRepository clients, SsoPeople people) {
        super(clients, new NothingKept(), BACK);
        this.people = people;
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        // whoever was signed in here before has no part in it
        SecurityContextHolder.clearContext();
        var proved = super.attemptAuthentication(request, response);
        if (proved.getPrincipal() instanceof OidcUser user) {
            return people.admit(user.getIdToken(), SignInClient.of(request));
        }
        // plain OAuth 2.0 proves no identity
        throw new OAuth2AuthenticationException("not_openid_connect");
    }

    /** Bursar calls nobody in a person's name, so their access tokens are dropped. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        @SuppressWarnings("NullAway")
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String client, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String client, Authentication principal, HttpServletRequest request, HttpServletResponse response) {}
    }
}
