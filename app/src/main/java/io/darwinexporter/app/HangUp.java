package io.darwinexporter.app;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.darwinexporter.runtime.RulesReload;
import io.quarkus.runtime.StartupEvent;
import sun.misc.Signal;

/**
 * Reads the rules again when the program is sent SIGHUP, as daemons do. Until it has started, the signal ends it.
 */
@Singleton
final class HangUp {

    private static final Signal HANG_UP = new Signal("HUP");

    private final RulesReload reload;

    @Inject
    HangUp(RulesReload reload) {
        this.reload = reload;
    }

    /** Signals are handled by threads of their own: this one may take its time. */
    void listen(@Observes StartupEvent started) {
        Signal.handle(HANG_UP, signal -> reload.reload());
    }
}
