package footlight.testkit.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// The inputs of a fuzz target that stand in the repository: `src/test/resources/kept/ChunkFuzzTest/sessions.txt`, each
/// line one input in base64.
public final class KeptInputs implements ArgumentsProvider {
    /// Empty when there is no such file.
    static List<byte[]> of(Class<?> test, String method) {
        String name = "/kept/" + test.getSimpleName() + "/" + method + ".txt";
        try (InputStream in = test.getResourceAsStream(name)) {
            if (in == null) return List.of();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> Base64.getDecoder().decode(line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return of(
                        context.getRequiredTestClass(),
                        context.getRequiredTestMethod().getName())
                .stream()
                .map(input -> Arguments.of((Object) input));
    }
}
