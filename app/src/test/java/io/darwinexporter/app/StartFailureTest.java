package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;
import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;

class StartFailureTest {

    @Test
    void everyInvalidSettingHasItsLine() {
        var invalid = new ConfigValidationException(new Problem[] {
                new Problem("java.lang.IllegalArgumentException: SRCFG00039: The config property a.b with the config value"
                        + " \"x\" threw an Exception whilst being converted SRCFG00029: Expected an integer value, got"
                        + " \"x\""),
                new Problem("SRCFG00014: The config property c is required but it could not be found in any config"
                        + " source") });

        assertThat(StartFailure.of(new ExceptionInInitializerError(invalid))).isEqualTo(new StartFailure(2, List.of(
                "a.b: \"x\" is not accepted: Expected an integer value, got \"x\"",
                "The config property c is required but it could not be found in any config source"), true));
    }

    @Test
    void portInUseIsOneLine() {
        var bind = new QuarkusBindException("0.0.0.0", 1053, new BindException("Address already in use"));

        assertThat(StartFailure.of(new RuntimeException("Failed to start quarkus", bind)))
                .isEqualTo(new StartFailure(1, List.of(
                        "port 1053 of 0.0.0.0 is in use by another program, choose another with --port"), true));
    }

    @Test
    void foreignAddressIsOneLine() {
        var bind = new QuarkusBindException("203.0.113.5", 1053, new BindException("Cannot assign requested address"));

        assertThat(StartFailure.of(bind).lines()).containsExactly("cannot listen on 203.0.113.5 port 1053"
                + " (Cannot assign requested address), choose an address of this machine with --bind");
    }

    @Test
    void foreignAddressWithAnyPortNamesNone() {
        var bind = new QuarkusBindException("203.0.113.5", -1, new BindException("Cannot assign requested address"));

        assertThat(StartFailure.of(bind).lines()).containsExactly("cannot listen on 203.0.113.5"
                + " (Cannot assign requested address), choose an address of this machine with --bind");
    }

    @Test
    void portThatOnlyRootMayHaveIsNoMatterOfTheAddress() {
        var bind = new QuarkusBindException("0.0.0.0", 80, new BindException("Permission denied"));

        assertThat(StartFailure.of(bind).lines()).containsExactly("cannot listen on 0.0.0.0 port 80"
                + " (Permission denied), choose a port from 1024 on with --port");
    }

    @Test
    void unsupportedPlatformIsOneLine() {
        var unsupported = new UnsupportedPlatformException("Windows is neither macOS nor Linux");

        assertThat(StartFailure.of(new RuntimeException(unsupported))).isEqualTo(new StartFailure(1,
                List.of("unsupported platform: Windows is neither macOS nor Linux"), true));
    }

    @Test
    void anythingElseIsOurMistake() {
        StartFailure failure = StartFailure.of(new RuntimeException("outer", new IllegalStateException("inner")));

        assertThat(failure).isEqualTo(new StartFailure(1,
                List.of("cannot start: java.lang.IllegalStateException: inner"), false));
    }
}
