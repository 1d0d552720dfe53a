package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlGroupNamesTest {

    private static final String ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final String POD = "8f5e2a10-1b2c-3d4e-5f60-718293a4b5c6";

    @ParameterizedTest
    @CsvSource({
            "/system.slice/nginx.service, nginx.service, ,",
            "/system.slice/nginx.service/worker, nginx.service, ,",
            "/user.slice/user-1000.slice/user@1000.service/app.slice/app.service, app.service, ,",
            "/user.slice/user-1000.slice/session-3.scope, session-3.scope, ,",
            "/user.slice, , ,",
            "/, , ,",
            "/docker/ID, , ID,",
            "/system.slice/docker-ID.scope, , ID,",
            "/machine.slice/libpod-ID.scope/container, , ID,",
            "/kubepods/burstable/podPOD/ID, , ID, POD",
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUNDERSCORES.slice/cri-containerd-ID.scope, , ID, POD",
            "/kubepods.slice/kubepods-podUNDERSCORES.slice/crio-ID.scope, , ID, POD",
            "/podman.slice, , ,",
    })
    void pathsTellUnitsContainersAndPods(String path, String unit, String container, String pod) {
        String whole = path.replace("ID", ID).replace("POD", POD).replace("UNDERSCORES", POD.replace('-', '_'));

        assertThat(ControlGroupNames.in(List.of("/", whole))).isEqualTo(new ControlGroupNames(unit == null ? "" : unit,
                container == null ? "" : ID, pod == null ? "" : POD));
    }
}
