package footlight.app.clients;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives every test that asks for it the one [ClientMatrix] of the run, which is closed behind the last of them.
final class WithClientMatrix implements ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(WithClientMatrix.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == ClientMatrix.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(OURS)
                .computeIfAbsent(
                        ClientMatrix.class,
                        _ -> {
                            try {
                                return ClientMatrix.open();
                            } catch (Exception cannot) {
                                throw new ParameterResolutionException("no server to try programs with", cannot);
                            }
                        },
                        ClientMatrix.class);
    }
}
