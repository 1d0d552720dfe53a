package io.darwinexporter.internal.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

class PlatformSourcesTest {

    @Test
    void platformsAreKnownByTheNameOfTheSystem() {
        assertThat(PlatformSources.named("Linux")).isEqualTo(Platform.LINUX);
        assertThat(PlatformSources.named("Mac OS X")).isEqualTo(Platform.DARWIN);
    }

    @Test
    void otherSystemsAreRefusedByName() {
        assertThatThrownBy(() -> PlatformSources.named("Windows 11")).isInstanceOf(UnsupportedPlatformException.class)
                .hasMessage("Windows 11 is neither macOS nor Linux");
    }
}
