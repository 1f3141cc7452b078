package footlight.testkit.fuzz;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// Marks a fuzz target, a method of a `…FuzzTest` that takes `byte[]` and throws when something is wrong. It keeps
/// nothing between its calls. The fuzzer begins with the inputs kept for it, see [KeptInputs].
/// Stands before `@FuzzTest`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(KeptInputs.class)
public @interface Kept {}
