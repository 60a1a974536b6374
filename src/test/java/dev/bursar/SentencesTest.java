package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.bursar.testing.ProductSources;
import module java.base;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Sentences for people are made at the edge; services, jobs, adapters and values state facts. */
class SentencesTest {
    /** Begins with a capital, and ends with a full stop or has five words. */
    private static final Pattern SENTENCE = Pattern.compile(
            "(?!Amazon )\\p{Lu}[\\p{L}\\p{N}'\u2019]*,? (?=.*\\p{Ll})(.*[\\p{L}\\p{N})\u201D\"\u2026]\\.|([^ ]+ ){3,}[^ ]+.*)",
            Pattern.DOTALL);

    /** Where words are made: pages, texts, mails, exports, statements as files, names of what is recorded, and what commands print. */
    private static final Pattern EDGE = Pattern.compile(
            "/dev/bursar/(ui|shell|overview|admin|cli|files/menu|ownership/moves|chargeback/files)/|/dev/bursar/\\w+/(.+/)?(ui|text)/|(Text|Mails|Export|Action)\\.java$");

    /** What is no edge and has words of its own. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "/dev/bursar/simulator/", "what AWS answers and what people of the seeded organisation write",
            "/dev/bursar/local/", "what the demo's people write, and what a terminal shows of a start",
            "/dev/bursar/database/",
                    "what the commands backup, restore and migrate print of a database without a portal",
            "/dev/bursar/aws/athena/", "what an engine did, in its own words, for the log and for those who run it",
            "/dev/bursar/trino/", "the same",
            "/dev/bursar/billingdata/engine/", "the same",
            "/efficiency/query/WorkloadList.java", "heads of a list's columns, which its page and files show");

    /** Calls whose arguments are for programmers and operators: logs, metrics, patterns, exceptions. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile(
            "\\w+\\.(debug|info|warn|error)|.*\\.(description|compile|ofPattern)|\\w+Exception\\.create");

    /** Exceptions that nobody catches to show. */
    private static final Pattern EXCEPTION = Pattern.compile("[\\w.]*(Exception|Error|UnprovedCharges)");

    /** What a job or data that expires declares of itself. */
    private static final Set<String> DECLARATIONS = Set.of("title", "note", "estimate");

    @Test
    void sentencesAreMadeAtTheEdge() throws IOException {
        try (var manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            assertThat(sentences(manager.getJavaFileObjectsFromPaths(ProductSources.files().stream()
                            .filter(file -> !EDGE.matcher(file.toString()).find()
                                    && ELSEWHERE.keySet().stream().noneMatch(file.toString()::contains))
                            .toList())))
                    .isEmpty();
        }
    }

    @Test
    void aSentenceIsSeenWhateverItIsMadeOf() throws IOException {
        var source = new SimpleJavaFileObject(URI.create("string:///Reader.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
                return """
                        class Reader {
                            enum State { DONE("Read to the end"); State(String label) {} }
                            String why = "AWS refused " + permission + ".";
                            String step = "Reading the manifest of " + period + " again";
                            void read() {
                                log.warn("The list of {} was not read.", name);
                                throw new IllegalStateException("The list was read twice.");
                            }
                        }
                        """;
            }
        };
        assertThat(sentences(List.of(source)))
                .containsExactly(
                        "Reader.java: AWS refused \u2026.", "Reader.java: Reading the manifest of \u2026 again");
    }

    private static Set<String> sentences(Iterable<? extends JavaFileObject> files) throws IOException {
        var task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        var found = new TreeSet<String>();
        for (CompilationUnitTree unit : task.parse()) {
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            var sentences = new Sentences();
            sentences.scan(unit, null);
            sentences.found.forEach(sentence -> found.add(file + ": " + sentence));
        }
        return found;
    }

    /** The texts of a file that are sentences for people; values in them are three dots. */
    private static final class Sentences extends TreePathScanner<Void, Void> {
        private final List<String> found = new ArrayList<>();

        @Override
        public Void visitBinary(BinaryTree binary, Void none) {
            if (binary.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(binary, none);
            }
            look(text(binary));
            // sentences that a value of it may be
            parts(binary).filter(part -> !(part instanceof LiteralTree)).forEach(part -> scan(part, none));
            return null;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void none) {
            look(text(literal));
            return null;
        }

        private void look(String text) {
            if (SENTENCE.matcher(text).matches() && !isForProgrammers()) {
                found.add(text);
            }
        }

        private static String text(ExpressionTree tree) {
            return parts(tree)
                    .map(part -> !(part instanceof LiteralTree literal)
                            ? "\u2026"
                            : literal.getValue() instanceof String text ? text : "")
                    .reduce("", String::concat);
        }

        private static Stream<ExpressionTree> parts(ExpressionTree tree) {
            return switch (tree) {
                case BinaryTree binary
                when binary.getKind() == Tree.Kind.PLUS ->
                    Stream.concat(parts(binary.getLeftOperand()), parts(binary.getRightOperand()));
                case ParenthesizedTree inner -> Stream.of(inner.getExpression());
                default -> Stream.of(tree);
            };
        }

        /** Messages of exceptions, lines of logs, annotations, and what enum constants, actions and jobs are called. */
        private boolean isForProgrammers() {
            return StreamSupport.stream(getCurrentPath().spliterator(), false)
                    .takeWhile(tree -> !(tree instanceof ClassTree))
                    .anyMatch(tree -> switch (tree) {
                        case AnnotationTree annotation -> true;
                        case NewClassTree made ->
                            EXCEPTION.matcher(made.getIdentifier().toString()).matches();
                        case MethodInvocationTree call ->
                            FOR_PROGRAMMERS
                                            .matcher(call.getMethodSelect().toString())
                                            .matches()
                                    || call.getMethodSelect().toString().equals("super") && isException();
                        case MethodTree method ->
                            DECLARATIONS.contains(method.getName().toString())
                                    || String.valueOf(method.getReturnType()).equals("DailyReading");
                        case VariableTree variable -> isConstantOfEnum(variable);
                        default -> false;
                    });
        }

        private boolean isException() {
            return owner().getExtendsClause() instanceof Tree extended
                    && extended.toString().endsWith("Exception");
        }

        private boolean isConstantOfEnum(VariableTree variable) {
            return owner().getKind() == Tree.Kind.ENUM
                    && variable.getInitializer() instanceof NewClassTree constant
                    && owner().getSimpleName()
                            .contentEquals(constant.getIdentifier().toString());
        }

        private ClassTree owner() {
            TreePath path = getCurrentPath();
            while (!(path.getLeaf() instanceof ClassTree)) {
                path = path.getParentPath();
            }
            return (ClassTree) path.getLeaf();
        }
    }
}
