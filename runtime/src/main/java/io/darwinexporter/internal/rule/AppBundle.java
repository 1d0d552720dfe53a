package io.darwinexporter.internal.rule;

/**
 * The application that an executable of macOS is part of: the outermost folder of its path whose name ends in {@code .app}.
 * <p>
 * Helpers of an application are bundles within its bundle, so the innermost one would tell them apart:
 *
 * <pre>
 * /Applications/Google Chrome.app/Contents/Frameworks/.../Google Chrome Helper.app/Contents/MacOS/Google Chrome Helper
 * </pre>
 *
 * is part of {@code Google Chrome}.
 */
final class AppBundle {

    private static final String SUFFIX = ".app";

    private AppBundle() {
    }

    /** The folder's name without {@code .app}; empty if there is none. */
    static String of(String executable) {
        int from = 0;
        for (int slash = executable.indexOf('/'); slash >= 0; slash = executable.indexOf('/', from)) {
            String folder = executable.substring(from, slash);
            if (folder.length() > SUFFIX.length() && folder.endsWith(SUFFIX)) {
                return folder.substring(0, folder.length() - SUFFIX.length());
            }
            from = slash + 1;
        }
        return "";
    }
}
