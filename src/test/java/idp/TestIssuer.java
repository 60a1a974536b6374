package idp;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import module java.base;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * A real OpenID provider, Spring's own authorization server on a port of its own, for whom tests say what its ID tokens claim.
 * Everybody signs in there with their name as the password, by HTTP Basic.
 */
public final class TestIssuer implements AutoCloseable {
    public static final String CLIENT = "bursar";
    public static final String SECRET = "a-secret-of-the-client";

    private final ConfigurableApplicationContext context;
    private final int port;

    private TestIssuer(ConfigurableApplicationContext context, int port) {
        this.context = context;
        this.port = port;
    }

    /** Starts one; the place where the process looks for who acts stays the portal's. */
    public static TestIssuer start() {
        var holder = new Following();
        SecurityContextHolder.setContextHolderStrategy(holder);
        var context = new SpringApplicationBuilder(Configured.class)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "server.servlet.session.cookie.name=IDP",
                        "spring.application.name=idp",
                        "spring.config.name=none",
                        "spring.main.banner-mode=off",
                        "logging.level.root=warn")
                .run();
        SecurityContextHolder.setContextHolderStrategy(holder.before);
        var server = ((WebServerApplicationContext) context).getWebServer();
        return new TestIssuer(context, java.util.Objects.requireNonNull(server).getPort());
    }

    public String url() {
        return "http://localhost:" + port;
    }

    /** The one place to which this client's people are sent back. */
    public void sendBackTo(String address) {
        context.getBean(Configured.class).back = address;
    }

    /** What the next ID tokens of a person say beside what the server itself does. */
    public void claims(String person, Map<String, Object> claims) {
        context.getBean(Configured.class).claims.put(person, new LinkedHashMap<>(claims));
    }

    /** Spoils the next ID token of a person. */
    public void spoil(String person, Consumer<JwtClaimsSet.Builder> how) {
        context.getBean(Configured.class).spoiling.put(person, how);
    }

    @Override
    public void close() {
        context.close();
    }

    /** People come in by the header by which the token endpoint knows clients. */
    private static final class PeopleByBasic extends BasicAuthenticationFilter {
        PeopleByBasic(AuthenticationManager manager) {
            super(manager);
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !"GET".equals(request.getMethod());
        }
    }

    /**
     * Where this server's filters look for who acts. They keep what they find when it starts, while its converters ask anew, and
     * each portal that starts puts another holder there: so this one passes on to whichever is there now.
     */
    private static final class Following implements SecurityContextHolderStrategy {
        private final SecurityContextHolderStrategy before = SecurityContextHolder.getContextHolderStrategy();

        private SecurityContextHolderStrategy now() {
            var now = SecurityContextHolder.getContextHolderStrategy();
            return now == this ? before : now;
        }

        @Override
        public void clearContext() {
            now().clearContext();
        }

        @Override
        public org.springframework.security.core.context.SecurityContext getContext() {
            return now().getContext();
        }

        @Override
        public void setContext(org.springframework.security.core.context.SecurityContext context) {
            now().setContext(context);
        }

        @Override
        public org.springframework.security.core.context.SecurityContext createEmptyContext() {
            return now().createEmptyContext();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebSecurity
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Configured {
        private final Map<String, Map<String, Object>> claims = new ConcurrentHashMap<>();
        private final Map<String, Consumer<JwtClaimsSet.Builder>> spoiling = new ConcurrentHashMap<>();
        private volatile String back = "http://127.0.0.1/nowhere";

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .addFilterAfter(
                            new PeopleByBasic(new ProviderManager(new DaoAuthenticationProvider(everybody()))),
                            SecurityContextHolderFilter.class)
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .build();
        }

        @Bean
        UserDetailsService everybody() {
            return name -> User.withUsername(name).password("{noop}" + name).build();
        }

        @Bean
        RegisteredClientRepository clients() {
            return new RegisteredClientRepository() {
                /** The server would keep the secret in another encoding. */
                @Override
                public void save(RegisteredClient client) {}

                @Override
                public RegisteredClient findById(String id) {
                    return client();
                }

                @Override
                public RegisteredClient findByClientId(String id) {
                    return CLIENT.equals(id) ? client() : null;
                }
            };
        }

        private RegisteredClient client() {
            return RegisteredClient.withId("1")
                    .clientId(CLIENT)
                    .clientSecret("{noop}" + SECRET)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri(back)
                    .scope("openid")
                    .scope("profile")
                    .scope("email")
                    .clientSettings(
                            ClientSettings.builder().requireProofKey(true).build())
                    .build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> sayings() {
            return token -> {
                if (OidcParameterNames.ID_TOKEN.equals(token.getTokenType().getValue())) {
                    var person = token.getPrincipal().getName();
                    token.getClaims().claims(all -> all.putAll(claims.getOrDefault(person, Map.of())));
                    var how = spoiling.remove(person);
                    if (how != null) {
                        how.accept(token.getClaims());
                    }
                }
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("1")
                    .build()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return NimbusJwtDecoder.withJwkSource(keys).build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
