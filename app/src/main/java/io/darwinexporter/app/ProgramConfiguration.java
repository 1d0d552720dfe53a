package io.darwinexporter.app;

import java.util.List;
import java.util.Map;

import io.darwinexporter.runtime.WebLayout;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * The configuration that Quarkus would start the program with, without starting it.
 * <p>
 * Quarkus makes the two classes that are named here when the program is built, and reads the configuration with them at each
 * start; nobody else is told of them. So a new version of Quarkus may need a look at this class, which the tests of the
 * commands say at once.
 */
final class ProgramConfiguration {

    /** What was fixed by the build. */
    private static final String FIXED = "io.quarkus.runtime.generated.Config";
    /** All that can be set at a start, of the exporter and of Quarkus itself. */
    private static final String SETTABLE = "io.quarkus.runtime.generated.RunTimeConfig";

    private ProgramConfiguration() {
    }

    /** The web paths of the program, which its build fixes. */
    static WebLayout webLayout() {
        return new WebLayout(true, "/", "/q/", List.of("/q/health", "/q/metrics"));
    }

    /** What is set, whether or not it is accepted. */
    static SmallRyeConfig given() {
        return ConfigUtils.configBuilder().build();
    }

    /**
     * The configuration, checked.
     *
     * @param winning settings that win over those that are given; mostly none
     * @throws io.smallrye.config.ConfigValidationException if a value is not accepted
     */
    static SmallRyeConfig checked(Map<String, String> winning) {
        try {
            Class.forName(FIXED);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this is no program that Quarkus has built", e);
        }
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        AbstractConfigBuilder.withCustomizer(builder, SETTABLE);
        builder.withSources(new PropertiesConfigSource(winning, "winning", Integer.MAX_VALUE));
        return builder.build();
    }
}
