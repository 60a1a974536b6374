package dev.bursar.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Lets the first page name the scripts that it will ask for in any case, so that a browser fetches them while it reads the page:
 * by itself it learns of each only from the one before. Without a built frontend there are none.
 */
@Component
class EarlyScripts implements VaadinServiceInitListener {
    private static final String FOLDER = "VAADIN/build/";
    private static final List<String> ENTRIES =
            List.of("FlowBootstrap-*.js", "generated-flow-imports-*.js", "FlowClient-*.js");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"\\./([\\w.-]+\\.js)\"");

    private final List<String> scripts;

    EarlyScripts(ResourcePatternResolver resources) {
        Set<String> found = new LinkedHashSet<>();
        for (String entry : ENTRIES) {
            add(entry, resources, found);
        }
        scripts = List.copyOf(found);
    }

    private static void add(String pattern, ResourcePatternResolver resources, Set<String> found) {
        try {
            for (Resource script : resources.getResources("classpath*:META-INF/VAADIN/webapp/" + FOLDER + pattern)) {
                if (found.add(FOLDER + script.getFilename())) {
                    IMPORT.matcher(script.getContentAsString(StandardCharsets.UTF_8))
                            .results()
                            .forEach(other -> add(other.group(1), resources, found));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> scripts.forEach(script -> page.getDocument()
                .head()
                .appendElement("link")
                .attr("rel", "modulepreload")
                .attr("href", script)));
    }
}
