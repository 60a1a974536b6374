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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Lets the first page name the scripts that it will ask for in any case, those of its route too, so that a browser fetches them
 * while it reads the page: by itself it learns of each only from the one before, and of a route's once the portal has answered.
 * Only those count that the built page leads to: scripts of an earlier build may lie beside them. Without a built frontend there are
 * none.
 */
@Component
class EarlyScripts implements VaadinServiceInitListener {
    private static final String FOLDER = "VAADIN/build/";
    private static final String WEB = "classpath:META-INF/VAADIN/webapp/";
    private static final Pattern ENTRY = Pattern.compile("VAADIN/build/(indexhtml-[\\w-]+\\.js)");
    /** What the entry asks for once it runs. */
    private static final Pattern LATER =
            Pattern.compile("`\\./((?:FlowBootstrap|FlowClient|generated-flow-imports)-[\\w-]+\\.js)`");

    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([\\w.-]+\\.js)\"");
    /** Routes by their numbers, and the script that is loaded for them. */
    private static final Pattern ROUTES = Pattern.compile(
            "((?:\\w+===`[0-9a-f]{64}`(?:\\|\\|)?)+)\\)?&&\\w+\\.push\\(\\w+\\(\\(\\)=>import\\(`\\./([\\w-]+\\.js)`");

    private static final Pattern NUMBER = Pattern.compile("[0-9a-f]{64}");

    private final Set<String> scripts = new LinkedHashSet<>();
    private final Map<String, Set<String>> byRoute = new HashMap<>();

    EarlyScripts(ResourceLoader resources) {
        ENTRY.matcher(read("index.html", resources)).results().forEach(entry -> {
            add(entry.group(1), resources, scripts);
            LATER.matcher(read(FOLDER + entry.group(1), resources)).results().forEach(later -> {
                add(later.group(1), resources, scripts);
                routes(read(FOLDER + later.group(1), resources), resources);
            });
        });
    }

    private void routes(String imports, ResourceLoader resources) {
        ROUTES.matcher(imports).results().forEach(route -> {
            var more = new LinkedHashSet<String>();
            add(route.group(2), resources, more);
            more.removeAll(scripts);
            NUMBER.matcher(route.group(1)).results().forEach(number -> byRoute.put(number.group(), more));
        });
    }

    private static void add(String name, ResourceLoader resources, Set<String> found) {
        if (found.add(FOLDER + name)) {
            IMPORT.matcher(read(FOLDER + name, resources))
                    .results()
                    .forEach(other -> add(other.group(1), resources, found));
        }
    }

    /** Empty where there is no such file. */
    private static String read(String path, ResourceLoader resources) {
        Resource file = resources.getResource(WEB + path);
        try {
            return file.exists() ? file.getContentAsString(StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            name(page, scripts);
            link(page, ApplicationConstants.VAADIN_PUSH_JS + "?v=" + Version.getBuildHash())
                    .attr("rel", "preload")
                    .attr("as", "script");
            String path = Objects.requireNonNullElse(page.getVaadinRequest().getPathInfo(), "");
            RouteConfiguration.forApplicationScope()
                    .getRoute(path.startsWith("/") ? path.substring(1) : path)
                    .map(BundleUtils::getChunkId)
                    .map(byRoute::get)
                    .ifPresent(more -> name(page, more));
        });
    }

    private static void name(IndexHtmlResponse page, Set<String> scripts) {
        scripts.forEach(script -> link(page, script).attr("rel", "modulepreload"));
    }

    private static Element link(IndexHtmlResponse page, String address) {
        return page.getDocument().head().appendElement("link").attr("href", address);
    }
}
