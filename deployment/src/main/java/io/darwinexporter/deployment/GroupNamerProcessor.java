package io.darwinexporter.deployment;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.DeploymentException;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.darwinexporter.GroupNamer;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BeanResolver;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;

/** The application's own grouping, if it has one. */
@BuildSteps(onlyIf = ExporterEnabled.class)
class GroupNamerProcessor {

    private static final DotName GROUP_NAMER = DotName.createSimple(GroupNamer.class);

    @BuildStep
    UnremovableBeanBuildItem keep() {
        return UnremovableBeanBuildItem.beanTypes(GROUP_NAMER);
    }

    @BuildStep
    void rejectSeveral(ValidationPhaseBuildItem validation, BuildProducer<ValidationErrorBuildItem> errors) {
        BeanResolver resolver = validation.getBeanResolver();
        Set<BeanInfo> namers = resolver.resolveBeans(Type.create(GROUP_NAMER, Type.Kind.CLASS));
        try {
            resolver.resolveAmbiguity(namers);
        } catch (AmbiguousResolutionException e) {
            List<String> names = namers.stream().map(GroupNamerProcessor::name).sorted().collect(Collectors.toList());
            errors.produce(new ValidationErrorBuildItem(new DeploymentException("darwin-exporter groups processes by one "
                    + GroupNamer.class.getName() + ", but the application has " + names.size() + ": "
                    + String.join(", ", names) + ". Remove all but one of them, or mark the one that is meant with"
                    + " @Alternative and @Priority(1).", e)));
        }
    }

    private static String name(BeanInfo bean) {
        return bean.isClassBean() ? bean.getBeanClass().toString() : bean.toString();
    }
}
