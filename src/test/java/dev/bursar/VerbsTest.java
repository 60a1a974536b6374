package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import dev.bursar.testing.ProductSources;
import module java.base;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** One verb an act: what buttons and menus of pages begin with. */
class VerbsTest {
    /** What each verb does. */
    private static final Map<String, String> VERBS = Map.ofEntries(
            // things that are kept
            Map.entry("New", "makes a thing, or opens the form of a new one"),
            Map.entry("Edit", "opens what there is to change it"),
            Map.entry("Save", "keeps what was entered"),
            Map.entry("Remove", "takes it away"),
            Map.entry("End", "it holds no longer from a day on, and stays known"),
            Map.entry("Rename", "gives it another name"),
            Map.entry("Move", "puts it at another place"),
            Map.entry("Split", "makes a new one of a part"),
            Map.entry("Merge", "makes one of two"),
            Map.entry("Join", "makes a new team's values another team's"),
            Map.entry("Set", "gives it a value"),
            Map.entry("Import", "takes a file in"),
            // jobs, and what AWS has
            Map.entry("Run now", "begins a job"),
            Map.entry("Stop", "ends what runs"),
            Map.entry("Start", "begins the first reading"),
            Map.entry("Check", "finds out whether it works or holds"),
            Map.entry("Read", "asks AWS"),
            Map.entry("Look up", "asks AWS for a price or a size"),
            Map.entry("Try again", "loads once more what failed"),
            // decisions
            Map.entry("Propose", "asks somebody to decide"),
            Map.entry("Approve", "lets it be done"),
            Map.entry("Reject", "lets it not be done"),
            Map.entry("Accept", "takes it as it is"),
            Map.entry("Dispute", "says that it is wrong"),
            Map.entry("Confirm", "says that it is right"),
            Map.entry("Acknowledge", "says that one has seen it"),
            Map.entry("Dismiss", "says that nothing is to be done"),
            Map.entry("Exempt", "lets a policy not count for it"),
            Map.entry("Leave out", "doesn't count it"),
            Map.entry("Choose", "takes one of several"),
            Map.entry("Use", "the same, of what is suggested"),
            Map.entry("Undo", "brings back what was before"),
            Map.entry("Withdraw", "takes back what one said"),
            Map.entry("Keep", "leaves it as it is"),
            // AWS
            Map.entry("Write", "has Bursar write it to AWS"),
            Map.entry("Publish", "makes Bursar's budget one of AWS"),
            Map.entry("Adopt", "takes over what AWS has"),
            Map.entry("Activate", "has AWS use a tag key"),
            Map.entry("Backfill", "has AWS do so for months that are over"),
            // the books
            Map.entry("Issue", "makes statements that teams answer"),
            Map.entry("Close", "ends a month, or takes a dialog or panel away"),
            Map.entry("Reopen", "the opposite, of a month"),
            Map.entry("Post", "books it"),
            Map.entry("Rate", "says what an anomaly was"),
            Map.entry("Void", "takes back a document"),
            Map.entry("Reverse", "books the opposite"),
            // what is shown
            Map.entry("See", "leads to where it is read"),
            Map.entry("Go to", "leads to where something is done"),
            Map.entry("Show", "shows more of the page"),
            Map.entry("Hide", "shows less of it"),
            Map.entry("Clear", "empties what was entered or filtered"),
            Map.entry("Select", "marks rows"),
            Map.entry("Preview", "says what would be"),
            Map.entry("Apply", "shows what was chosen"),
            // people
            Map.entry("Send", "mails something"),
            Map.entry("Set up", "makes it work for the first time"),
            Map.entry("Turn on", "has it done"),
            Map.entry("Turn off", "has it done no longer"),
            Map.entry("Sign", "in and out"),
            Map.entry("Enable", "lets a person in"),
            Map.entry("Disable", "lets them in no longer"),
            // files
            Map.entry("Copy", "puts it on the clipboard"),
            Map.entry("Print", "prints it"),
            Map.entry("Export", "makes a file"),
            Map.entry("Download", "gets it"),
            Map.entry("Cancel", "leaves everything as it was"));

    /** What no act on a thing is, by its words, with the reason. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("Add filter", "a filter is part of the question; nothing is made"),
            Map.entry("Change password", "as every sign-in calls it"),
            Map.entry("Create the first admin", "before there is a product to have words"),
            Map.entry("Connect AWS", "what the first page is for"),
            Map.entry("Test, ", "an engine is tried on files of a delivery, which no check does"),
            Map.entry("Request a new link", "it is asked for by mail"),
            Map.entry("Reset two-factor authentication", "as every sign-in calls it"),
            Map.entry("Estimate the price", "nothing is asked of AWS"),
            Map.entry("Fill in suggestions", "of a form, before it is saved"),
            Map.entry("Include all charges", "of the question"),
            Map.entry("Take AWS\u2019s value", "of two values"),
            Map.entry("Load theirs", "of two versions"),
            Map.entry("Leave it removed", "of two versions"),
            Map.entry("Not the same", "answers a question"),
            Map.entry("Skip", "leaves a step out"),
            Map.entry("Do this after all", "takes that answer back"),
            Map.entry("Give me the finance role", "says what happens to the person"),
            Map.entry("I have saved them", "answers a question"),
            Map.entry("Done", "ends a dialog that has done its part"),
            Map.entry("Why does this differ from Cost Explorer?", "a question that opens its answer"),
            Map.entry("What counts", "a question that opens its settings"),
            Map.entry("View options", "a noun: opens choices"),
            Map.entry("Columns", "a noun: opens choices"),
            Map.entry("Actions", "a noun: opens a row's menu"),
            Map.entry("Account", "a page of the user menu"),
            Map.entry("Glossary", "a page of the user menu"),
            Map.entry("Guide", "a page of the user menu"),
            Map.entry("Single-key shortcuts", "a choice of the user menu"),
            Map.entry("Light", "a choice of the user menu"),
            Map.entry("Dark", "a choice of the user menu"),
            Map.entry("System", "a choice of the user menu"),
            Map.entry("Previous period", "a direction"),
            Map.entry("Next period", "a direction"),
            Map.entry("Previous ", "a direction"),
            Map.entry("Next ", "a direction"));

    @Test
    void buttonsBeginWithAVerbOfTheProduct() throws IOException {
        try (var manager = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            assertThat(others(manager.getJavaFileObjectsFromPaths(ProductSources.files())))
                    .isEmpty();
        }
    }

    @Test
    void aButtonIsSeenWhereverItsWordsStand() throws IOException {
        var source = new SimpleJavaFileObject(URI.create("string:///View.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
                return """
                        class View {
                            Button one = Buttons.primary("Create team", click -> {});
                            Button two = Buttons.neutral(Icons.PLUS, all ? "Save team" : "Delete " + name, click -> {});
                            Button three = new Button("Newly made");
                            View() {
                                menu.addItem("Edit", click -> {});
                                menu.addItem("Amend\\u2026", click -> {});
                                dialog.setConfirmText("Erase");
                                label.setText("Create it yourself");
                            }
                        }
                        """;
            }
        };
        assertThat(others(List.of(source)))
                .containsExactly(
                        "View.java: Amend\u2026",
                        "View.java: Create team",
                        "View.java: Delete ",
                        "View.java: Erase",
                        "View.java: Newly made");
    }

    private static boolean isAllowed(String words) {
        return words.isBlank()
                || OTHER.containsKey(words.replace("\u2026", ""))
                || VERBS.keySet().stream()
                        .anyMatch(verb -> words.equals(verb)
                                || words.startsWith(verb) && !Character.isLetterOrDigit(words.charAt(verb.length())));
    }

    private static Set<String> others(Iterable<? extends JavaFileObject> files) throws IOException {
        var task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        var found = new TreeSet<String>();
        for (CompilationUnitTree unit : task.parse()) {
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            var words = new ArrayList<String>();
            new Words(words).scan(unit, null);
            words.stream().filter(text -> !isAllowed(text)).forEach(text -> found.add(file + ": " + text));
        }
        return found;
    }

    /** What buttons, items of menus and confirmations of dialogs begin with. */
    private static final class Words extends TreePathScanner<Void, Void> {
        private static final Pattern MADE = Pattern.compile(
                "Buttons\\.(primary|neutral|link|opener|icon)|(\\w+\\.)*(addItem|setConfirmText|setRejectText)");

        private final List<String> found;

        Words(List<String> found) {
            this.found = found;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
            if (MADE.matcher(call.getMethodSelect().toString()).matches()) {
                first(call.getArguments());
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public Void visitNewClass(NewClassTree made, Void none) {
            if (made.getIdentifier().toString().equals("Button")) {
                first(made.getArguments());
            }
            return super.visitNewClass(made, none);
        }

        private void first(List<? extends ExpressionTree> arguments) {
            arguments.stream()
                    .map(Words::begins)
                    .filter(words -> !words.isEmpty())
                    .findFirst()
                    .ifPresent(found::addAll);
        }

        /** What a text may begin with; none for what is no text, or is made elsewhere. */
        private static List<String> begins(ExpressionTree tree) {
            return switch (tree) {
                case LiteralTree literal when literal.getValue() instanceof String text -> List.of(text);
                case ParenthesizedTree within -> begins(within.getExpression());
                case ConditionalExpressionTree choice ->
                    Stream.of(choice.getTrueExpression(), choice.getFalseExpression())
                            .flatMap(one -> begins(one).stream())
                            .toList();
                case BinaryTree sum -> begins(sum.getLeftOperand());
                default -> List.of();
            };
        }
    }
}
