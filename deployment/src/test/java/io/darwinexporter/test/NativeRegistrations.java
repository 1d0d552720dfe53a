package io.darwinexporter.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageProxyDefinitionBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What a native build of a test's application is told, without making the image: lines such as <code>jni CLASS</code>,
 * <code>methods CLASS</code>, <code>fields CLASS</code> (for reflection), <code>initialized CLASS-OR-PACKAGE</code> (at run
 * time), <code>proxy INTERFACE</code> and <code>resource FILE</code>.
 */
final class NativeRegistrations {

    private static final String FILE = "native-registrations.txt";

    private NativeRegistrations() {
    }

    /** Has an empty application built natively but for the image, and what is registered written down. */
    static QuarkusUnitTest writtenDown(QuarkusUnitTest application) {
        return application.withApplicationRoot(archive -> archive.addClass(NativeRegistrations.class))
                .overrideConfigKey("quarkus.native.enabled", "true")
                .overrideConfigKey("quarkus.native.sources-only", "true")
                .addBuildChainCustomizer(NativeRegistrations::writeDown);
    }

    private static void writeDown(BuildChainBuilder chain) {
        chain.addBuildStep(context -> {
            StringBuilder lines = new StringBuilder();
            for (ReflectiveClassBuildItem item : context.consumeMulti(ReflectiveClassBuildItem.class)) {
                for (String name : item.getClassNames()) {
                    lines.append(item.isMethods() ? "methods " + name + '\n' : "");
                    lines.append(item.isFields() ? "fields " + name + '\n' : "");
                }
            }
            for (JniRuntimeAccessBuildItem item : context.consumeMulti(JniRuntimeAccessBuildItem.class)) {
                item.getClassNames().forEach(name -> lines.append("jni ").append(name).append('\n'));
            }
            for (RuntimeInitializedClassBuildItem item : context.consumeMulti(RuntimeInitializedClassBuildItem.class)) {
                lines.append("initialized ").append(item.getClassName()).append('\n');
            }
            for (RuntimeInitializedPackageBuildItem item : context.consumeMulti(RuntimeInitializedPackageBuildItem.class)) {
                lines.append("initialized ").append(item.getPackageName()).append('\n');
            }
            for (NativeImageProxyDefinitionBuildItem item : context.consumeMulti(NativeImageProxyDefinitionBuildItem.class)) {
                lines.append("proxy ").append(String.join(" ", item.getClasses())).append('\n');
            }
            for (NativeImageResourceBuildItem item : context.consumeMulti(NativeImageResourceBuildItem.class)) {
                item.getResources().forEach(name -> lines.append("resource ").append(name).append('\n'));
            }
            context.produce(new GeneratedResourceBuildItem(FILE, lines.toString().getBytes(UTF_8)));
        }).consumes(ReflectiveClassBuildItem.class).consumes(JniRuntimeAccessBuildItem.class)
                .consumes(RuntimeInitializedClassBuildItem.class).consumes(RuntimeInitializedPackageBuildItem.class)
                .consumes(NativeImageProxyDefinitionBuildItem.class)
                .consumes(NativeImageResourceBuildItem.class).produces(GeneratedResourceBuildItem.class).build();
    }

    /** The lines, asked for by a test of that application. */
    static List<String> lines() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
