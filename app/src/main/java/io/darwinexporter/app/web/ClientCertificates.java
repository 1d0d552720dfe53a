package io.darwinexporter.app.web;

import jakarta.inject.Singleton;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;

/**
 * Asks clients for certificates. Quarkus has a setting for it, which is fixed when the program is built.
 */
@Singleton
class ClientCertificates implements HttpServerOptionsCustomizer {

    /** NONE, REQUEST or REQUIRED. */
    static final String PROPERTY = "darwin-exporter.web.client-auth";

    private final ClientAuth mode;

    ClientCertificates(WebSettings settings) {
        this.mode = settings.clientAuth();
    }

    boolean areRequired() {
        return mode == ClientAuth.REQUIRED;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(mode);
    }
}
