package dev.sluice.local.reference;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the sources of a module say to the log, but for what only its developers look at. */
final class LogSource {

    private static final Map<String, String> LEVELS = Map.of(
            "info", "INFO", "infof", "INFO", "warn", "WARN", "warnf", "WARN", "error", "ERROR", "errorf", "ERROR");

    /**
     * One place that logs.
     *
     * @param format as {@link java.util.Formatter} takes it; empty where it is no constant
     * @param where the class
     */
    record Line(String level, String format, String where) {}

    private LogSource() {}

    /** Sorted by what is said. */
    static List<Line> read(Path sources) {
        var lines = new ArrayList<Line>();
        JavaSources.scan(sources, " LOG = ", _ -> new Calls(lines));
        lines.sort(Comparator.comparing(Line::format).thenComparing(Line::where));
        return lines;
    }

    private static final class Calls extends TreePathScanner<Void, Void> {

        private final List<Line> lines;

        Calls(List<Line> lines) {
            this.lines = lines;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            if (call.getMethodSelect() instanceof MemberSelectTree method
                    && method.getExpression() instanceof IdentifierTree logger
                    && logger.getName().contentEquals("LOG")
                    && LEVELS.containsKey(method.getIdentifier().toString())) {
                lines.add(new Line(LEVELS.get(method.getIdentifier().toString()), format(call), where()));
            }
            return super.visitMethodInvocation(call, unused);
        }

        /** An exception may come before it. */
        private static String format(MethodInvocationTree call) {
            return call.getArguments().stream()
                    .limit(2)
                    .filter(LiteralTree.class::isInstance)
                    .map(Calls::text)
                    .findFirst()
                    .orElse("");
        }

        private static String text(ExpressionTree literal) {
            return String.valueOf(((LiteralTree) literal).getValue());
        }

        private String where() {
            var file = Path.of(
                    getCurrentPath().getCompilationUnit().getSourceFile().toUri());
            return file.getFileName().toString().replace(".java", "");
        }
    }
}
