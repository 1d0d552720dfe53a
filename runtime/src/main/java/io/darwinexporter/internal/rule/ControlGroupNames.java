package io.darwinexporter.internal.rule;

import java.util.List;

/**
 * What the paths of control groups tell of who started a process.
 *
 * <pre>
 * /system.slice/docker-0a1b2c....scope                                  container 0a1b2c...
 * /docker/0a1b2c...                                                     container 0a1b2c...
 * /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod8f5e_....slice/cri-containerd-0a1b2c....scope
 * /kubepods/burstable/pod8f5e-.../0a1b2c...                             pod 8f5e-..., container 0a1b2c...
 * /user.slice/user-1000.slice/user@1000.service/app.slice/app.service   unit app.service
 * </pre>
 *
 * @param unit the innermost systemd service or scope; empty if there is none, and for containers, whose scope says nothing more
 * @param container the id of the container, 64 hexadecimal digits; empty if there is none
 * @param pod the uid of the Kubernetes pod, with hyphens; empty if there is none
 */
record ControlGroupNames(String unit, String container, String pod) {

    private static final int CONTAINER_ID = 64;
    private static final int POD_UID = 36;
    /** The hash of a static pod's manifest, which is its uid there. */
    private static final int STATIC_POD_UID = 32;
    private static final List<String> UNITS = List.of(".service", ".scope");

    /** Looks at each path, the first that tells something counts. */
    static ControlGroupNames in(List<String> paths) {
        String unit = "";
        String container = "";
        String pod = "";
        for (String path : paths) {
            int end = path.length();
            while (end > 0) {
                int slash = path.lastIndexOf('/', end - 1);
                String part = path.substring(slash + 1, end);
                container = container.isEmpty() ? containerId(part) : container;
                pod = pod.isEmpty() ? podUid(part) : pod;
                unit = unit.isEmpty() && isUnit(part) && containerId(part).isEmpty() ? part : unit;
                end = slash;
            }
        }
        return new ControlGroupNames(container.isEmpty() ? unit : "", container, pod);
    }

    private static boolean isUnit(String part) {
        for (String suffix : UNITS) {
            if (part.length() > suffix.length() && part.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    /** {@code ID}, {@code RUNTIME-ID.scope} or {@code RUNTIME-ID}. */
    private static String containerId(String part) {
        String bare = part.endsWith(".scope") ? part.substring(0, part.length() - ".scope".length()) : part;
        String id = bare.substring(bare.lastIndexOf('-') + 1);
        return id.length() == CONTAINER_ID && isHexadecimal(id) ? id : "";
    }

    /** {@code podUID} of the cgroupfs driver, or {@code kubepods-CLASS-podUID.slice} of the systemd driver. */
    private static String podUid(String part) {
        String bare = part.endsWith(".slice") ? part.substring(0, part.length() - ".slice".length()) : part;
        int at = bare.startsWith("pod") ? 0 : bare.startsWith("kubepods-") ? bare.indexOf("-pod") + 1 : -1;
        if (at < 0 || !bare.startsWith("pod", at)) {
            return "";
        }
        String uid = bare.substring(at + "pod".length()).replace('_', '-');
        boolean isUid = uid.length() == POD_UID || uid.length() == STATIC_POD_UID;
        return isUid && isHexadecimal(uid.replace("-", "")) ? uid : "";
    }

    private static boolean isHexadecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
