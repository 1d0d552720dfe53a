package io.darwinexporter.app.web;

import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;

/** Who may use the program's HTTP server, beside Quarkus's own settings for TLS. */
@ConfigMapping(prefix = "darwin-exporter.web")
interface WebSettings {

    ConfigFile config();

    /**
     * Whether clients need a certificate: NONE, REQUEST or REQUIRED. Quarkus has a setting for it that is fixed by the build.
     */
    @WithDefault("NONE")
    ClientAuth clientAuth();

    /** The bcrypt hash of each user's password. With any, every page but liveness needs one. */
    Map<String, String> users();

    interface ConfigFile {

        /** A file that has all of this, see {@link WebConfigFile}. */
        Optional<String> file();
    }
}
