package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a version of CDK that lacks what the construct uses, the first call says which version is needed. */
class OldCdkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"NatGatewaySecondaryAddressesProps", "PrivateNatGatewayProps", "PrivateNatGatewayAttributes"})
    void saysWhichVersionIsNeeded(String begun) throws Exception {
        Class<?> type = new OldCdk().loadClass("io.github.cdknat." + begun);

        assertThatThrownBy(() -> type.getMethod("builder").invoke(null))
                .rootCause()
                .hasMessage("Cannot use aws-cdk-lib 2.220.0 (2.240.0 or newer); raise its version in your build.");
    }

    /** Its package says another version, and a type is missing. */
    private static final class OldCdk extends ClassLoader {
        private OldCdk() {
            super(OldCdkTest.class.getClassLoader());
            definePackage("software.amazon.awscdk", null, null, null, null, "2.220.0", null, null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.endsWith(".INatGatewayRef")) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null || !name.matches("io\\.github\\.cdknat\\..*|software\\.amazon\\.awscdk\\.App")) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
