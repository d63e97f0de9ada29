package dev.sluice.local.reference;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings that the sources of a module declare, in interfaces that are a {@code @ConfigMapping}. */
final class SettingsSource {

    /**
     * One setting.
     *
     * @param type as Java has it: {@code Duration}
     * @param fallback empty where there is none, or the setting may be absent
     * @param meaning a line of Markdown
     */
    record Setting(String name, String type, Optional<String> fallback, String meaning) {}

    private SettingsSource() {}

    /** Sorted by name. */
    static List<Setting> read(Path sources) {
        var settings = new ArrayList<Setting>();
        JavaSources.scan(sources, "@ConfigMapping(", docs -> new Declarations(docs, settings));
        settings.sort(Comparator.comparing(Setting::name));
        return settings;
    }

    private static final class Declarations extends TreePathScanner<Void, Void> {

        private final DocTrees docs;
        private final List<Setting> settings;

        Declarations(DocTrees docs, List<Setting> settings) {
            this.docs = docs;
            this.settings = settings;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            argument(type.getModifiers(), "ConfigMapping", "prefix").ifPresent(prefix -> add(prefix, type));
            return super.visitClass(type, unused);
        }

        private void add(String prefix, ClassTree type) {
            var nested = type.getMembers().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .collect(Collectors.toMap(each -> each.getSimpleName().toString(), each -> each));
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    add(prefix, method, nested);
                }
            }
        }

        private void add(String prefix, MethodTree method, Map<String, ClassTree> nested) {
            var name = prefix + "." + name(method);
            var type = method.getReturnType().toString();
            var key = type.startsWith("Map<String,") ? "." + "\"name\"" : "";
            var group = nested.get(
                    type.replaceFirst("^(Map<String, ?|Optional<)", "").replace(">", ""));
            if (group == null || group.getKind() == Tree.Kind.ENUM) {
                settings.add(new Setting(
                        name + key, type, argument(method.getModifiers(), "WithDefault", "value"), meaning(method)));
            } else {
                add(name + key, group);
            }
        }

        private static String name(MethodTree method) {
            return argument(method.getModifiers(), "WithName", "value")
                    .orElseGet(() -> method.getName()
                            .toString()
                            .replaceAll("([A-Z])", "-$1")
                            .toLowerCase(Locale.ROOT));
        }

        private String meaning(MethodTree method) {
            var comment = docs.getDocCommentTree(
                    new TreePath(new TreePath(getCurrentPath().getCompilationUnit()), method));
            if (comment == null) {
                throw new AssertionError("a setting has no description: " + method.getName());
            }
            return comment.getFullBody().stream()
                    .map(Declarations::markdown)
                    .collect(Collectors.joining())
                    .replaceAll("\\s+", " ")
                    .strip();
        }

        private static String markdown(DocTree part) {
            return part instanceof LiteralTree code
                    ? "`%s`".formatted(code.getBody().getBody())
                    : part.toString();
        }

        private static Optional<String> argument(ModifiersTree modifiers, String annotation, String argument) {
            return modifiers.getAnnotations().stream()
                    .filter(each -> each.getAnnotationType().toString().equals(annotation))
                    .findFirst()
                    .flatMap(each -> argument(each, argument));
        }

        private static Optional<String> argument(AnnotationTree annotation, String argument) {
            return annotation.getArguments().stream()
                    .map(each -> each instanceof AssignmentTree named
                            ? text(named, argument)
                            : Optional.of(text(each)).filter(_ -> argument.equals("value")))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private static Optional<String> text(AssignmentTree named, String argument) {
            return named.getVariable().toString().equals(argument)
                    ? Optional.of(text(named.getExpression()))
                    : Optional.empty();
        }

        private static String text(ExpressionTree literal) {
            return (String) ((com.sun.source.tree.LiteralTree) literal).getValue();
        }
    }
}
