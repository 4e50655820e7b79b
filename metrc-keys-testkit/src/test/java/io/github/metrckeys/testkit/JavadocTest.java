package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ModuleTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Everything that users of the library can see is described. That no tag is wrong or empty, javadoc itself checks. */
class JavadocTest {

    private static final PathMatcher NOT_FOR_USERS =
            FileSystems.getDefault().getPathMatcher("glob:**/{internal,workbench}/**");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    @Test
    void everythingThatUsersCanSeeIsDescribed() throws IOException {
        try (StandardJavaFileManager files = COMPILER.getStandardFileManager(null, null, null)) {
            assertThat(missingIn(files.getJavaFileObjectsFromPaths(sources()))).isEmpty();
        }
    }

    @Test
    void whatIsNotDescribedIsFound() throws IOException {
        assertThat(missingIn(List.of(source("""
                package shop;
                public interface Shop {
                    int SIZE = 1;
                    void open();
                    /** Sells. */
                    <T extends Good> int sell(T good) throws SoldOutException;
                    /** @return true if it is */
                    default boolean isOpen() { return true; }
                    enum Color { RED }
                    record Till(int cents) {
                        public Till {}
                        public Till() { this(0); }
                    }
                    class Counter {
                        public Counter(int number) {}
                        protected int number;
                        protected void close() {}
                    }
                    /** Has the constructor that the compiler adds. */
                    class Door {}
                }
                /** A place. */
                public abstract class Place extends Building<Floor> {
                    /** For subclasses. */
                    protected Place() {}
                }
                abstract class Building<T> {
                    public void close() {}
                }
                """))))
                .containsExactly(
                        "/Shop.java:2 Shop: description",
                        "/Shop.java:3 SIZE: description",
                        "/Shop.java:4 open: description",
                        "/Shop.java:6 sell: @param <T>",
                        "/Shop.java:6 sell: @param good",
                        "/Shop.java:6 sell: @return",
                        "/Shop.java:6 sell: @throws SoldOutException",
                        "/Shop.java:8 isOpen: description",
                        "/Shop.java:9 Color: description",
                        "/Shop.java:9 RED: description",
                        "/Shop.java:10 Till: description",
                        "/Shop.java:10 Till: @param cents",
                        "/Shop.java:11 <init>: description",
                        "/Shop.java:12 <init>: description",
                        "/Shop.java:14 Counter: description",
                        "/Shop.java:15 <init>: description",
                        "/Shop.java:15 <init>: @param number",
                        "/Shop.java:16 number: description",
                        "/Shop.java:17 close: description",
                        "/Shop.java:20 Door: constructor",
                        "/Shop.java:28 close: description");
    }

    @Test
    void whatIsDescribedElsewhereOrNotSeenNeedsNoDescription() throws IOException {
        assertThat(missingIn(List.of(source("""
                /** Shops. */
                package shop;
                /**
                 * A shop.
                 *
                 * @param <T> what it sells
                 * @param stock what it has
                 */
                public record Shop<T>(List<T> stock) {
                    private static final int SIZE = 1;
                    /** Refuses null. */
                    public Shop {}
                    /** {@return true if it is open} */
                    public boolean isOpen() { return true; }
                    @Override
                    public int hashCode() { return 1; }
                    void close() {}
                    enum Color { RED }
                    private interface Till {
                        void open();
                    }
                }
                class Counter {
                    public int number() { return 1; }
                }
                """)))).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("core", "http", "testkit")) {
            try (Stream<Path> files = Files.walk(Path.of("..", "metrc-keys-" + module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> !NOT_FOR_USERS.matches(file))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Shop.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }

    private static List<String> missingIn(Iterable<? extends JavaFileObject> sources) throws IOException {
        JavacTask task = (JavacTask) COMPILER.getTask(null, null, null, List.of("-proc:none"), null, sources);
        DocTrees trees = DocTrees.instance(task);
        List<CompilationUnitTree> units = new ArrayList<>();
        task.parse().forEach(units::add);
        Set<String> inherited = supertypesOfPublicTypes(units);
        List<String> missing = new ArrayList<>();
        units.forEach(unit -> new MissingComments(trees, unit, inherited).scan(unit, missing));
        return missing;
    }

    /** Users see the members of these even if the types themselves are not public. */
    private static Set<String> supertypesOfPublicTypes(List<CompilationUnitTree> units) {
        return units.stream()
                .flatMap(unit -> unit.getTypeDecls().stream())
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(type -> type.getModifiers().getFlags().contains(Modifier.PUBLIC))
                .flatMap(type ->
                        Stream.concat(Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream()))
                .map(supertype -> supertype.toString().replaceAll("<.*", ""))
                .collect(Collectors.toSet());
    }

    /** Adds to a list where which description or tag is missing. */
    private static final class MissingComments extends TreePathScanner<Void, List<String>> {

        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private final Set<String> inherited;

        MissingComments(DocTrees trees, CompilationUnitTree unit, Set<String> inherited) {
            this.trees = trees;
            this.unit = unit;
            this.inherited = inherited;
        }

        @Override
        public Void visitModule(ModuleTree module, List<String> missing) {
            check(module.getName(), List.of(), missing);
            return null;
        }

        @Override
        public Void visitPackage(PackageTree declaration, List<String> missing) {
            if (unit.getSourceFile().isNameCompatible("package-info", JavaFileObject.Kind.SOURCE)) {
                check(declaration.getPackageName(), List.of(), missing);
            }
            return null;
        }

        @Override
        public Void visitClass(ClassTree type, List<String> missing) {
            if (isSeen(type.getModifiers())) {
                check(type.getSimpleName(), parameters(type.getTypeParameters(), components(type)), missing);
                if (type.getKind() == Tree.Kind.CLASS
                        && type.getMembers().stream().noneMatch(JavadocTest::isConstructor)) {
                    missing.add(where(type.getSimpleName()) + "constructor");
                }
            }
            if (isSeen(type.getModifiers())
                    || inherited.contains(type.getSimpleName().toString())) {
                scan(type.getMembers(), missing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, List<String> missing) {
            if (isSeen(method.getModifiers()) && !isOverride(method)) {
                check(method.getName(), required(method), missing);
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, List<String> missing) {
            if (isSeen(field.getModifiers())) {
                check(field.getName(), List.of(), missing);
            }
            return null;
        }

        private boolean isSeen(ModifiersTree modifiers) {
            Set<Modifier> flags = modifiers.getFlags();
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (isInInterface() && !flags.contains(Modifier.PRIVATE));
        }

        private boolean isInInterface() {
            Tree.Kind kind = parent().getKind();
            return kind == Tree.Kind.INTERFACE || kind == Tree.Kind.ANNOTATION_TYPE;
        }

        private Tree parent() {
            return getCurrentPath().getParentPath().getLeaf();
        }

        private List<String> required(MethodTree method) {
            boolean isConstructor = isConstructor(method);
            List<String> tags = new ArrayList<>();
            // the comment of a record describes what its canonical constructor takes
            if (!isConstructor || !types(method.getParameters()).equals(types(components((ClassTree) parent())))) {
                tags.addAll(parameters(method.getTypeParameters(), method.getParameters()));
            }
            if (!isConstructor && !method.getReturnType().toString().equals("void")) {
                tags.add("@return");
            }
            method.getThrows().forEach(exception -> tags.add("@throws " + exception));
            return tags;
        }

        private void check(Object name, List<String> tags, List<String> missing) {
            DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
            if (comment == null || comment.getFirstSentence().isEmpty()) {
                missing.add(where(name) + "description");
            }
            Set<String> present = comment == null ? Set.of() : present(comment);
            tags.stream().filter(tag -> !present.contains(tag)).forEach(tag -> missing.add(where(name) + tag));
        }

        private String where(Object name) {
            long start = trees.getSourcePositions()
                    .getStartPosition(unit, getCurrentPath().getLeaf());
            long line = unit.getLineMap().getLineNumber(start);
            return "%s:%d %s: ".formatted(unit.getSourceFile().getName(), line, name);
        }
    }

    private static boolean isConstructor(Tree member) {
        return member instanceof MethodTree method && method.getReturnType() == null;
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private static List<VariableTree> components(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> type.getKind() == Tree.Kind.RECORD && member instanceof VariableTree)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .toList();
    }

    private static List<String> types(List<? extends VariableTree> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.getType().toString())
                .toList();
    }

    private static List<String> parameters(
            List<? extends TypeParameterTree> types, List<? extends VariableTree> values) {
        return Stream.concat(
                        types.stream().map(type -> "@param <" + type.getName() + ">"),
                        values.stream().map(value -> "@param " + value.getName()))
                .toList();
    }

    private static Set<String> present(DocCommentTree comment) {
        return Stream.concat(comment.getFirstSentence().stream(), comment.getBlockTags().stream())
                .map(JavadocTest::tag)
                .collect(Collectors.toSet());
    }

    private static String tag(DocTree tree) {
        if (tree instanceof ParamTree tag) {
            return "@param " + (tag.isTypeParameter() ? "<" + tag.getName() + ">" : tag.getName());
        }
        if (tree instanceof ThrowsTree tag) {
            return "@throws " + tag.getExceptionName();
        }
        return tree instanceof ReturnTree ? "@return" : "";
    }
}
