package dev.bursar.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves scripts, styles, fonts and icons to everybody without asking who it is: a first page loads some forty of them. Below
 * their folders there is nothing else: what is no file is answered with 404, so that it never reaches Vaadin.
 */
@Configuration(proxyBeanMethods = false)
class PublicResources {
    private static final String BUNDLE = "/VAADIN/build/";
    private static final List<String> FOLDERS = List.of(BUNDLE, "/VAADIN/static/", "/aura/", "/fonts/", "/icons/");
    private static final String STYLES = "/styles.css";

    private final ResourceLoader resources;

    PublicResources(ResourceLoader resources) {
        this.resources = resources;
    }

    @Bean
    @Order(2)
    SecurityFilterChain publicFilesOnly(HttpSecurity http) {
        return http.securityMatcher(this::isFile)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    /** A filter for all other requests: those below the folders of files end here. */
    OncePerRequestFilter othersNotFound() {
        return new OncePerRequestFilter() {
            @Override
            protected boolean shouldNotFilter(HttpServletRequest request) {
                return !isBelowFolders(path(request));
            }

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            }
        };
    }

    private boolean isFile(HttpServletRequest request) {
        String path = path(request);
        return isBelowFolders(path)
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
                // Vaadin takes a request with this parameter for a message, whatever its path
                && request.getParameter("v-r") == null
                && exists(path);
    }

    private boolean exists(String path) {
        String place = path.startsWith(BUNDLE) ? "classpath:/META-INF/VAADIN/webapp" : "classpath:/META-INF/resources";
        // with a slash at its end a file of a folder would be found too
        return !path.endsWith("/") && resources.getResource(place + path).isReadable();
    }

    private static boolean isBelowFolders(String path) {
        return path.equals(STYLES) || FOLDERS.stream().anyMatch(path::startsWith);
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
