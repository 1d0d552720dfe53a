package io.darwinexporter.app.push;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.runtime.SettingsException;

/**
 * How metrics are pushed, checked.
 *
 * @param endpoint the whole URL of the receiver, without anything secret but maybe in its query
 * @param headers may hold secrets
 * @param timeout of a whole exchange
 * @param gzip whether requests are packed
 * @param attributes of the resource that whoever runs the program has given
 * @param queueBytes memory for requests that wait
 */
record PushSettings(URI endpoint, Duration interval, Profile profile, Map<String, String> headers, Duration timeout,
        boolean gzip, TlsFiles tls, Map<String, String> attributes, long queueBytes) {

    PushSettings {
        headers = Map.copyOf(headers);
        attributes = Map.copyOf(attributes);
    }

    /** Whether metrics are pushed at all. */
    static boolean isOn(PushConfig config) {
        return config.enabled().orElse(config.endpoint().isPresent());
    }

    /**
     * @param all where the standard variables are
     * @throws SettingsException naming every value that is not accepted
     */
    static PushSettings of(PushConfig config, Config all) {
        return new PushSettingsReading(config, new StandardVariables(all)).settings();
    }

    /** The endpoint as it may be logged: query parameters are where some receivers want their keys. */
    String endpointText() {
        String whole = endpoint.toString();
        int query = whole.indexOf('?');
        return query < 0 ? whole : whole.substring(0, query);
    }

    /** Without the headers, which may be secret. */
    @Override
    public String toString() {
        return "push to " + endpointText();
    }
}
