package dev.bursar.shell;

import com.vaadin.flow.internal.BundleUtils;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.Version;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.flow.shared.ApplicationConstants;
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
import org.jsoup.nodes.Element;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Lets the first page name the scripts that it will ask for in any case, those of its route too, so that a browser fetches them
 * while it reads the page, and runs its route's while it waits for the portal: by itself it learns of each only from the one before,
 * and of a route's once the portal has answered. Without a built frontend there are none.
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
    private final Map<String, RouteScripts> byRoute = new HashMap<>();

    /** What a route needs: one script, and those that it imports. */
    private record RouteScripts(String entry, Set<String> imports) {}

    EarlyScripts(ResourcePatternResolver resources) {
        ENTRIES.forEach(entry -> add(entry, resources, scripts));
        read(IMPORTS, resources)
                .values()
                .forEach(imports -> ROUTES.matcher(imports).results().forEach(route -> {
                    var more = new LinkedHashSet<String>();
                    add(route.group(2), resources, more);
                    more.removeAll(scripts);
                    var needed = new RouteScripts(FOLDER + route.group(2), more);
                    NUMBER.matcher(route.group(1)).results().forEach(number -> byRoute.put(number.group(), needed));
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
            head(page, "link", "href", ApplicationConstants.VAADIN_PUSH_JS + "?v=" + Version.getBuildHash())
                    .attr("rel", "preload")
                    .attr("as", "script");
            String path = Objects.requireNonNullElse(page.getVaadinRequest().getPathInfo(), "");
            RouteConfiguration.forApplicationScope()
                    .getRoute(path.startsWith("/") ? path.substring(1) : path)
                    .map(BundleUtils::getChunkId)
                    .map(byRoute::get)
                    .ifPresent(route -> {
                        name(page, route.imports());
                        head(page, "script", "src", route.entry()).attr("type", "module");
                    });
        });
    }

    private static void name(IndexHtmlResponse page, Set<String> scripts) {
        scripts.forEach(script -> head(page, "link", "href", script).attr("rel", "modulepreload"));
    }

    private static Element head(IndexHtmlResponse page, String tag, String attribute, String address) {
        return page.getDocument().head().appendElement(tag).attr(attribute, address);
    }
}
