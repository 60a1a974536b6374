package dev.bursar.shell;

import com.vaadin.flow.internal.BundleUtils;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Lets the first page name the scripts that it will ask for in any case, those of its route too, so that a browser fetches them
 * while it reads the page: by itself it learns of each only from the one before, and of a route's once the portal has answered.
 * Without a built frontend there are none.
 */
@Component
class EarlyScripts implements VaadinServiceInitListener {
    private static final String FOLDER = "VAADIN/build/";
    private static final String IMPORTS = "generated-flow-imports-*.js";
    private static final List<String> ENTRIES = List.of("FlowBootstrap-*.js", IMPORTS, "FlowClient-*.js");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([\\w.-]+\\.js)\"");
    /** Routes by their numbers, and the script that is loaded for them. */
    private static final Pattern ROUTES = Pattern.compile(
            "((?:\\w+===`[0-9a-f]{64}`(?:\\|\\|)?)+)\\)?&&\\w+\\.push\\(\\w+\\(\\(\\)=>import\\(`\\./([\\w-]+\\.js)`");

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{64}");

    private final Set<String> scripts = new LinkedHashSet<>();
    private final Map<String, Set<String>> byRoute = new HashMap<>();

    EarlyScripts(ResourcePatternResolver resources) {
        ENTRIES.forEach(entry -> add(entry, resources, scripts));
        read(IMPORTS, resources)
                .values()
                .forEach(imports -> ROUTES.matcher(imports).results().forEach(route -> {
                    var more = new LinkedHashSet<String>();
                    add(route.group(2), resources, more);
                    more.removeAll(scripts);
                    NUMBER.matcher(route.group(1)).results().forEach(number -> byRoute.put(number.group(), more));
                }));
    }

    private static void add(String pattern, ResourcePatternResolver resources, Set<String> found) {
        read(pattern, resources).forEach((name, script) -> {
            if (found.add(FOLDER + name)) {
                IMPORT.matcher(script).results().forEach(other -> add(other.group(1), resources, found));
            }
        });
    }

    /** Scripts by their names. */
    private static Map<String, String> read(String pattern, ResourcePatternResolver resources) {
        var read = new HashMap<String, String>();
        try {
            for (Resource script : resources.getResources("classpath*:META-INF/VAADIN/webapp/" + FOLDER + pattern)) {
                read.put(script.getFilename(), script.getContentAsString(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            name(page, scripts);
            String path = Objects.requireNonNullElse(page.getVaadinRequest().getPathInfo(), "");
            RouteConfiguration.forApplicationScope()
                    .getRoute(path.startsWith("/") ? path.substring(1) : path)
                    .map(BundleUtils::getChunkId)
                    .map(byRoute::get)
                    .ifPresent(more -> name(page, more));
        });
    }

    private static void name(IndexHtmlResponse page, Set<String> scripts) {
        scripts.forEach(script -> page.getDocument()
                .head()
                .appendElement("link")
                .attr("rel", "modulepreload")
                .attr("href", script));
    }
}
