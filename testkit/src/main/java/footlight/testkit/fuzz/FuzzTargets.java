package footlight.testkit.fuzz;

import footlight.testkit.Mutations;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The fuzz targets of a module without a fuzzer: each meets what is kept for it, and that hurt a thousand times.
public final class FuzzTargets {
    private static final int HURT = 1000;

    private FuzzTargets() {}

    /// Each target among the test classes beside `of`, found by the name of its class.
    public static Stream<DynamicTest> beside(Class<?> of) throws IOException, URISyntaxException {
        Path classes =
                Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<String> names = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("FuzzTest.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .toList();
            return names.stream().map(FuzzTargets::loaded).flatMap(FuzzTargets::targets);
        }
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(name, gone);
        }
    }

    private static Stream<DynamicTest> targets(Class<?> test) {
        return Arrays.stream(test.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Kept.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> DynamicTest.dynamicTest(
                        test.getSimpleName() + "." + method.getName(), () -> meets(test, method)));
    }

    private static void meets(Class<?> test, Method target) throws ReflectiveOperationException {
        List<byte[]> kept = KeptInputs.of(test, target.getName());
        if (kept.isEmpty()) throw new AssertionError("nothing is kept for it in src/test/resources/kept");
        Consumer<byte[]> judge = judge(test, target);
        judge.accept(new byte[0]);
        kept.forEach(judge);
        Mutations.judge(kept.stream().filter(input -> input.length > 0).toList(), HURT, judge);
    }

    private static Consumer<byte[]> judge(Class<?> test, Method target) throws ReflectiveOperationException {
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        target.setAccessible(true);
        return input -> {
            try {
                target.invoke(instance, (Object) input.clone());
            } catch (InvocationTargetException wrong) {
                throw new AssertionError(wrong.getCause());
            } catch (IllegalAccessException never) {
                throw new IllegalStateException(never);
            }
        };
    }
}
