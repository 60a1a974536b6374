package dev.bursar.access.sso;

import dev.bursar.access.rights.SignInClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The ways in by OpenID Connect: authorization code with PKCE and nonce. The other place is asked for its configuration when
 * somebody first uses it, so that the portal starts, and lets people in by password, while that place is down.
 */
public class Sso {
    private static final String START = "/oauth2/authorization";
    private static final String BASE = "{baseUrl}";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);

    private final OAuth2ClientProperties properties;
    private final ClientRegistrationRepository clients;
    private final SsoPeople people;
    private final Optional<String> portal;

    /** @param portal the address at which people reach the portal, without a slash at its end; empty where only requests tell */
    Sso(OAuth2ClientProperties properties, SsoPeople people, Optional<String> portal) {
        this.properties = properties;
        this.people = people;
        this.portal = portal;
        var mapper = new OAuth2ClientPropertiesMapper(properties);
        this.clients = new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                List.copyOf(mapper.asClientRegistrations().values())));
    }

    ClientRegistrationRepository clients() {
        return clients;
    }

    /** Names of the places by the address at which the way there begins. */
    Map<String, String> starts() {
        var starts = new LinkedHashMap<String, String>();
        properties
                .getRegistration()
                .forEach((id, client) -> starts.put(
                        START.substring(1) + "/" + id, Objects.requireNonNullElse(client.getClientName(), id)));
        return starts;
    }

    /** Sends people away. */
    public OAuth2AuthorizationRequestRedirectFilter away() {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(clients, START);
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce().andThen(this::backToThePortal));
        return new OAuth2AuthorizationRequestRedirectFilter(resolver);
    }

    /** Whoever sends a request names its host, so people come back to the address that was set, where one was. */
    private void backToThePortal(OAuth2AuthorizationRequest.Builder request) {
        portal.ifPresent(base -> request.attributes(known -> {
            String id = String.valueOf(known.get(OAuth2ParameterNames.REGISTRATION_ID));
            String template = clients.findByRegistrationId(id).getRedirectUri();
            if (template.startsWith(BASE)) {
                request.redirectUri(base
                        + template.substring(BASE.length())
                                .replace("{action}", "login")
                                .replace("{registrationId}", id));
            }
        }));
    }

    /** Takes them back. */
    public SsoFilter back() {
        var filter = new SsoFilter(clients, people);
        filter.setAuthenticationManager(proof());
        return filter;
    }

    private static AuthenticationManager proof() {
        var tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(patient());
        var provider = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, request -> new DefaultOidcUser(List.of(), request.getIdToken()));
        var decoders = new ConcurrentHashMap<String, JwtDecoder>();
        provider.setJwtDecoderFactory(client ->
                decoders.computeIfAbsent(client.getRegistrationId(), id -> decoder(client, requests(CONNECT, READ))));
        return new ProviderManager(provider);
    }

    /** Spring's own for ID tokens asks for the provider's keys without a time-out. */
    static JwtDecoder decoder(ClientRegistration client, ClientHttpRequestFactory requests) {
        var decoder = NimbusJwtDecoder.withJwkSetUri(client.getProviderDetails().getJwkSetUri())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(new RestTemplate(requests))
                .build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(client)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }

    static ClientHttpRequestFactory requests(Duration connect, Duration read) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(connect);
        requests.setReadTimeout(read);
        return requests;
    }

    private static RestClient patient() {
        List<HttpMessageConverter<?>> converters =
                List.of(new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter());
        return RestClient.builder()
                .requestFactory(requests(CONNECT, READ))
                .messageConverters(converters)
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }

    /** Takes people back from where they were vouched for: Spring proves the token, Bursar says who it is and what they may do. */
    static final class SsoFilter extends OAuth2LoginAuthenticationFilter {
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
                    String client,
                    Authentication principal,
                    HttpServletRequest request,
                    HttpServletResponse response) {}
        }
    }
}
