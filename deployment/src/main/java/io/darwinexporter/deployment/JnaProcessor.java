package io.darwinexporter.deployment;

import jakarta.inject.Singleton;

import io.darwinexporter.runtime.DarwinExporterRecorder;
import io.darwinexporter.runtime.JnaVersion;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ModuleEnableNativeAccessBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;

/** JNA as the application has it. */
@BuildSteps(onlyIf = ExporterEnabled.class)
class JnaProcessor {

    /** From JDK 24 on, calls of the C library are announced at start unless allowed. */
    @BuildStep
    ModuleEnableNativeAccessBuildItem nativeAccess() {
        return new ModuleEnableNativeAccessBuildItem("com.sun.jna");
    }

    /** For the log. JNA's own constant would be the one of our compiler, and its manifest is missing in a native image. */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem version(CurateOutcomeBuildItem application, DarwinExporterRecorder recorder) {
        return SyntheticBeanBuildItem.configure(JnaVersion.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.jnaVersion(ApplicationArtifact.jna(application).version()))
                .done();
    }
}
