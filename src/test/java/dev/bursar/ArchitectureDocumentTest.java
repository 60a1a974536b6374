package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.bursar.testing.ProductClasses;
import dev.bursar.testing.ProductSources;
import module java.base;
import org.junit.jupiter.api.Test;

/** Keeps the modules and the graph in docs/architecture.md equal to the code. */
class ArchitectureDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/architecture.md");
    private static final String ROOT = "dev.bursar.";
    private static final String BEGIN = "<!-- modules: begin -->\n";
    private static final String END = "<!-- modules: end -->";
    private static final Pattern DUTY =
            Pattern.compile("/\\*\\*\\s(?<duty>.*?)\\*/.*^package ", Pattern.DOTALL | Pattern.MULTILINE);

    /** Each module with those that its classes use. */
    private final TreeMap<String, Set<String>> uses = new TreeMap<>();

    @Test
    void theDocumentShowsTheModulesOfTheCode() throws IOException {
        for (JavaClass type : ProductClasses.all()) {
            module(type).ifPresent(module -> {
                Set<String> used = uses.computeIfAbsent(module, name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf()
                        .forEach(one -> module(one.getTargetClass().getBaseComponentType())
                                .filter(other -> !other.equals(module))
                                .ifPresent(used::add));
            });
        }
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        String expected = graph() + "\n" + list() + "\n";
        if (Boolean.getBoolean("bursar.write-architecture")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + expected + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end))
                .as(DOCUMENT + " differs from the code; to write it anew, run"
                        + " mvn test -Dtest=ArchitectureDocumentTest -Dbursar.write-architecture=true")
                .isEqualTo(expected);
    }

    /** The package below the root that holds a class. */
    private static Optional<String> module(JavaClass type) {
        return Optional.of(type.getPackageName())
                .filter(room -> room.startsWith(ROOT))
                .map(room -> room.substring(ROOT.length()).split("\\.", 2)[0]);
    }

    /** Without the arrows that other arrows imply. */
    private String graph() {
        var graph = new StringBuilder("```mermaid\nflowchart TD\n");
        uses.forEach((module, used) -> used.stream()
                .filter(target ->
                        used.stream().noneMatch(other -> reached(other).contains(target)))
                .forEach(target -> graph.append("  %s --> %s\n".formatted(module, target))));
        return graph.append("```\n").toString();
    }

    private Set<String> reached(String module) {
        var reached = new TreeSet<>(uses.get(module));
        uses.get(module).forEach(used -> reached.addAll(reached(used)));
        return reached;
    }

    private String list() throws IOException {
        var list = new StringBuilder();
        for (var module : uses.entrySet()) {
            Path folder = ProductSources.module(module.getKey());
            list.append("- **%s**: %s Uses %s.\n"
                    .formatted(
                            module.getKey(),
                            duty(folder),
                            module.getValue().isEmpty() ? "nothing" : String.join(", ", module.getValue())));
            for (Path room : rooms(folder)) {
                boolean open =
                        Files.readString(room.resolve("package-info.java")).contains("@NamedInterface");
                list.append("  - `%s`%s: %s\n"
                        .formatted(folder.relativize(room), open ? " (open to others)" : "", duty(room)));
            }
        }
        return list.toString();
    }

    private static List<Path> rooms(Path module) throws IOException {
        try (var files = Files.walk(module)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(Path::getParent)
                    .filter(folder -> !folder.equals(module))
                    .sorted()
                    .toList();
        }
    }

    /** What the package's documentation says, on one line. */
    private static String duty(Path folder) throws IOException {
        Matcher matcher = DUTY.matcher(Files.readString(folder.resolve("package-info.java")));
        assertThat(matcher.find()).as(folder + " says what it is for").isTrue();
        return matcher.group("duty")
                .replaceAll("\\s+\\*\\s", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
