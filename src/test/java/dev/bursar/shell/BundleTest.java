package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.internal.BundleUtils;
import com.vaadin.flow.router.Route;
import dev.bursar.testing.ProductClasses;
import module java.base;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The bundle is built by hand and committed, so that a page with a component that no other page has finds no script for it. */
class BundleTest {
    /** The scripts of these are loaded at once, whatever their class is called; "admin" only forwards and has none. */
    private static final Set<String> WITH_THE_SHELL = Set.of("", "login", "admin");

    private static final JavaClasses CODE = ProductClasses.all();

    @Test
    void theBundleHasTheScriptsOfEachComponentThatPagesUse() throws IOException, ClassNotFoundException {
        var missing = new TreeMap<String, String>();
        Set<String> bundled = imports();
        for (JavaClass type : CODE) {
            var used = new HashSet<JavaClass>(Set.of(type));
            type.getDirectDependenciesFromSelf().forEach(dependency -> used.add(dependency.getTargetClass()));
            for (JavaClass component : used) {
                // of a library's class the classes that were read know the name only
                if (!component.isArray() && component.getPackageName().matches("(com\\.vaadin|dev\\.bursar)(\\..*)?")) {
                    Stream.of(Class.forName(component.getFullName()))
                            .filter(one -> Component.class.isAssignableFrom(one) && !one.isInterface())
                            .flatMap(one -> Arrays.stream(one.getAnnotationsByType(JsModule.class)))
                            .map(JsModule::value)
                            .filter(module -> !bundled.contains(module))
                            .forEach(module -> missing.put(module, type.getSimpleName()));
                }
            }
        }
        assertThat(missing)
                .as("scripts that are missing, and who needs them: build the bundle again, as CONTRIBUTING says")
                .isEmpty();
    }

    /** The bundle keeps a page's scripts under its class's name, so that a page which moves finds none until it is built again. */
    @Test
    void theBundleHasTheScriptsOfEachPage() throws IOException {
        String scripts;
        try (var bundle = new ZipFile("src/main/bundles/prod.bundle")) {
            var entry = bundle.stream()
                    .filter(one -> one.getName().matches(".*/generated-flow-imports-[^/]*\\.js"))
                    .findFirst()
                    .orElseThrow();
            scripts = new String(bundle.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
        Set<String> pages = CODE.stream()
                .filter(type -> type.isAnnotatedWith(Route.class))
                .filter(type -> !WITH_THE_SHELL.contains(
                        type.getAnnotationOfType(Route.class).value()))
                .map(JavaClass::getFullName)
                .collect(Collectors.toCollection(HashSet::new));
        assertThat(pages).isNotEmpty();
        pages.removeIf(page -> scripts.contains(BundleUtils.getChunkId(page)));
        assertThat(pages)
                .as("pages without scripts: build the bundle again, as CONTRIBUTING says")
                .isEmpty();
    }

    /** What nobody uses can still have a hole: pom.xml leaves it out. */
    @Test
    void jarsThatReadWhatPeopleWriteOrAskOthersAreNotThere() {
        assertThat(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
                .doesNotContain("collaboration-engine", "vaadin-ai-components", "vaadin-markdown");
    }

    private static Set<String> imports() throws IOException {
        try (var bundle = new ZipFile("src/main/bundles/prod.bundle")) {
            var stats = JsonMapper.shared().readTree(bundle.getInputStream(bundle.getEntry("config/stats.json")));
            var imports = new HashSet<String>();
            stats.get("bundleImports")
                    .forEach(one ->
                            imports.add(one.asString().replaceFirst("^Frontend/(generated/jar-resources/)?", "./")));
            assertThat(imports).hasSizeGreaterThan(20);
            return imports;
        }
    }
}
