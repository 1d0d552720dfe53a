package io.darwinexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;

import org.junit.jupiter.api.Test;

import com.sun.jna.Native;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class JnaVersionTest {

    /** What the other tests show, they show for this version: see the profile <code>jna-of-quarkus</code>. */
    @Test
    void jnaIsOfTheVersionThatTheBuildHasChosen() throws ReflectiveOperationException {
        // A constant: without reflection it would be that of the JNA which the compiler saw.
        Field version = Native.class.getField("VERSION");
        version.setAccessible(true);
        assertThat(version.get(null)).isEqualTo(System.getProperty("jna.version"));
    }
}
