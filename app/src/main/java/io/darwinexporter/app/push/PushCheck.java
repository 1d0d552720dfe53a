package io.darwinexporter.app.push;

import io.smallrye.config.SmallRyeConfig;

/** Looks at the settings of pushing without pushing anything. */
public final class PushCheck {

    private PushCheck() {
    }

    /**
     * Does nothing where metrics are not pushed.
     *
     * @throws io.darwinexporter.runtime.SettingsException naming every value that is not accepted
     */
    public static void of(SmallRyeConfig config) {
        PushConfig push = config.getConfigMapping(PushConfig.class);
        if (PushSettings.isOn(push)) {
            PushSettings.of(push, config);
        }
    }
}
