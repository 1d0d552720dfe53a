package io.darwinexporter.deployment;

import java.lang.reflect.Modifier;
import java.util.Locale;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;

import io.darwinexporter.deployment.JnaLookups.Field;
import io.darwinexporter.deployment.JnaLookups.Method;
import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig.Collector;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessFieldBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessMethodBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageProxyDefinitionBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.NativeImageRunnerBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;
import io.smallrye.common.os.OS;

/**
 * What a native image has to know beforehand so that JNA and the bindings work in it; JNA itself tells nothing. See
 * <code>docs/adr/0012-native-registrations.md</code>.
 */
@BuildSteps(onlyIf = { ExporterEnabled.class, NativeOrNativeSourcesBuild.class })
class JnaNativeImageProcessor {

    /** The packages in which each platform keeps its calls of the C library: its own, and those of single collectors. */
    private static final String BINDINGS = "io/darwinexporter/internal/**/binding/*.class";

    private static final DotName JNA_LIBRARY = DotName.createSimple("com.sun.jna.Library");

    /** Without these JNA finds nothing when its native side starts, and says which class it was. */
    @BuildStep
    void lookupsOfNativeSide(CurateOutcomeBuildItem application, BuildProducer<JniRuntimeAccessBuildItem> classes,
            BuildProducer<JniRuntimeAccessFieldBuildItem> fields, BuildProducer<JniRuntimeAccessMethodBuildItem> methods) {
        Index jna = ApplicationArtifact.jna(application).index("com/sun/jna/*.class");
        JnaLookups lookups = JnaLookups.all().presentIn(jna);
        for (String name : lookups.classes()) {
            classes.produce(new JniRuntimeAccessBuildItem(false, false, false, name));
        }
        for (Field field : lookups.fields()) {
            fields.produce(new JniRuntimeAccessFieldBuildItem(field.declaringClass(), field.name()));
        }
        for (Method method : lookups.methods()) {
            methods.produce(new JniRuntimeAccessMethodBuildItem(method.declaringClass(), method.name(),
                    method.parameterTypes().toArray(String[]::new)));
        }
    }

    /** Its static initialisers load the native side and start a thread. */
    @BuildStep
    RuntimeInitializedPackageBuildItem jnaStartsAtRunTime() {
        return new RuntimeInitializedPackageBuildItem("com.sun.jna");
    }

    /** The structures by which JNA describes types to libffi, made by reflection for each mapping of a method. */
    @BuildStep
    ReflectiveClassBuildItem typeDescriptions() {
        return ReflectiveClassBuildItem
                .builder("com.sun.jna.Structure$FFIType", "com.sun.jna.Structure$FFIType$size_t")
                .constructors().fields().build();
    }

    /** JNA unpacks its library at run time unless it finds it elsewhere. A container's processor need not be this machine's. */
    @BuildStep
    NativeImageResourceBuildItem nativeSide(NativeImageRunnerBuildItem runner) {
        return runner.isContainerBuild() || OS.LINUX.isCurrent()
                ? new NativeImageResourceBuildItem("com/sun/jna/linux-x86-64/libjnidispatch.so",
                        "com/sun/jna/linux-aarch64/libjnidispatch.so")
                : new NativeImageResourceBuildItem("com/sun/jna/darwin-x86-64/libjnidispatch.jnilib",
                        "com/sun/jna/darwin-aarch64/libjnidispatch.jnilib");
    }

    /**
     * JNA binds native methods by reflection, and interfaces by proxies; only at run time, as both belong to a library of that
     * machine.
     */
    @BuildStep
    void bindings(CurateOutcomeBuildItem application, DarwinExporterBuildTimeConfig config,
            BuildProducer<ReflectiveClassBuildItem> reflective,
            BuildProducer<NativeImageProxyDefinitionBuildItem> proxies,
            BuildProducer<RuntimeInitializedClassBuildItem> initializedAtRunTime) {
        Index bindings = ApplicationArtifact.exporter(application).index(BINDINGS);
        for (ClassInfo binding : bindings.getKnownClasses()) {
            String name = binding.name().toString();
            // All of them: what the compiler can reach, it would initialise otherwise, and find no library.
            initializedAtRunTime.produce(new RuntimeInitializedClassBuildItem(name));
            if (isOfCollectorBuiltOut(name, config)) {
                continue;
            }
            boolean mappedInterface = binding.interfaceNames().contains(JNA_LIBRARY);
            if (mappedInterface) {
                proxies.produce(new NativeImageProxyDefinitionBuildItem(name));
            }
            if (mappedInterface || binding.methods().stream().anyMatch(method -> Modifier.isNative(method.flags()))) {
                reflective.produce(ReflectiveClassBuildItem.builder(name).methods().build());
            }
        }
    }

    /** A collector that has calls of its own keeps them in a package that bears its name. */
    private static boolean isOfCollectorBuiltOut(String className, DarwinExporterBuildTimeConfig config) {
        for (Collector collector : Collector.values()) {
            if (!config.collectors().contains(collector)
                    && className.contains('.' + collector.name().toLowerCase(Locale.ROOT) + ".binding.")) {
                return true;
            }
        }
        return false;
    }
}
