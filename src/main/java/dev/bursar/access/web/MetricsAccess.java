package dev.bursar.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Opens the metrics to whoever holds the token. Without a token in the settings nobody reads them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("bursar.metrics.token")
class MetricsAccess {
    private static final int SHORTEST = 24;
    private static final String BEARER = "Bearer ";

    @Bean
    @Order(1)
    SecurityFilterChain metrics(HttpSecurity http, @Value("${bursar.metrics.token}") String configured) {
        String token = configured.strip();
        if (token.length() < SHORTEST) {
            throw new IllegalStateException(
                    "bursar.metrics.token is too short: it needs " + SHORTEST + " random characters or more");
        }
        byte[] expected = (BEARER + token).getBytes(StandardCharsets.UTF_8);
        return http.securityMatcher("/actuator/prometheus")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, context) ->
                                new AuthorizationDecision(holds(context.getRequest(), expected))))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint((request, response, failure) -> refuse(response))
                                .accessDeniedHandler((request, response, denied) -> refuse(response)))
                .build();
    }

    private static boolean holds(HttpServletRequest request, byte[] expected) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected);
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    }
}
