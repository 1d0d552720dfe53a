package io.darwinexporter.runtime;

import java.util.List;

/**
 * The header {@code Accept-Encoding} of a request (RFC 9110, section 12.5.3), as far as gzip is concerned.
 */
final class AcceptEncoding {

    private AcceptEncoding() {
    }

    /**
     * Whether a client takes gzip: it names it (or all encodings) and does not give it the weight 0.
     *
     * @param headers the values of the header, in any number
     */
    static boolean takesGzip(List<String> headers) {
        boolean all = false;
        for (String header : headers) {
            for (String element : header.split(",")) {
                String[] parts = element.split(";", -1);
                String coding = parts[0].trim();
                if (coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip")) {
                    return isWanted(parts);
                }
                if (coding.equals("*")) {
                    all = isWanted(parts);
                }
            }
        }
        return all;
    }

    private static boolean isWanted(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace(" ", "").replace("\t", "");
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                return isPositive(parameter.substring(2));
            }
        }
        return true;
    }

    /** A weight is a number from 0 to 1; what is none refuses, which is safe: plain text is understood by everyone. */
    private static boolean isPositive(String weight) {
        try {
            return Double.parseDouble(weight) > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
