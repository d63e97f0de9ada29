package dev.sluice.local.reference;

import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.tools.ToolProvider;

/** The Java sources of a module, as the compiler parses them. */
final class JavaSources {

    private JavaSources() {}

    /** @param marker text without which a file is of no interest */
    static void scan(Path sources, String marker, Function<DocTrees, TreePathScanner<Void, Void>> scanner) {
        var files = with(marker, sources);
        if (files.isEmpty()) {
            return;
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var manager = compiler.getStandardFileManager(null, Locale.ROOT, null);
        var task = (JavacTask) compiler.getTask(
                null, manager, _ -> {}, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
        var scanning = scanner.apply(DocTrees.instance(task));
        try {
            task.parse().forEach(unit -> scanning.scan(unit, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> with(String marker, Path sources) {
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> read(file).contains(marker))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
