package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.internal.BundleUtils;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The bundle keeps a page's scripts under its class's name, so that a page which moves finds none until it is built again. */
class BundleTest {
    /** The scripts of these are loaded at once, whatever their class is called. */
    private static final Set<String> WITH_THE_SHELL = Set.of("", "login");

    @Test
    void theBundleHasTheScriptsOfEachPage() throws IOException {
        String imports;
        try (var bundle = new ZipFile("src/main/bundles/prod.bundle")) {
            var entry = bundle.stream()
                    .filter(one -> one.getName().matches(".*/generated-flow-imports-[^/]*\\.js"))
                    .findFirst()
                    .orElseThrow();
            imports = new String(bundle.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
        var pages = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.bursar").stream()
                        .filter(type -> type.isAnnotatedWith(Route.class))
                        .filter(type -> !WITH_THE_SHELL.contains(
                                type.getAnnotationOfType(Route.class).value()))
                        .map(JavaClass::getFullName)
                        .collect(Collectors.toCollection(HashSet::new));
        assertThat(pages).isNotEmpty();
        pages.removeIf(page -> imports.contains(BundleUtils.getChunkId(page)));
        assertThat(pages)
                .as("pages without scripts: build the bundle again, as CONTRIBUTING says")
                .isEmpty();
    }
}
