package io.darwinexporter.internal.linux.tracefs;

/**
 * The {@code format} file of an event of tracefs: its number, and where its fields are.
 *
 * <pre>
 * ID: 2287
 * 	field:const void * skaddr;	offset:8;	size:8;	signed:0;
 * </pre>
 */
public final class TraceEventFormat {

    private static final String NUMBER = "ID: ";
    private static final String OFFSET = "\toffset:";
    private static final String SIZE = "\tsize:";

    private final String text;

    public TraceEventFormat(String text) {
        this.text = text;
    }

    /** The event's number, or -1. */
    public int number() {
        int at = text.indexOf(NUMBER);
        return at < 0 ? -1 : digits(at + NUMBER.length());
    }

    /**
     * Where a field begins within an event.
     *
     * @param name as it is declared, with its brackets if it is an array
     * @param size the number of bytes that it must have
     * @return -1 if there is no such field
     */
    public int offset(String name, int size) {
        int declared = text.indexOf(" " + name + ";");
        int line = declared < 0 ? -1 : text.indexOf('\n', declared);
        int offset = declared < 0 ? -1 : text.indexOf(OFFSET, declared);
        int bytes = declared < 0 ? -1 : text.indexOf(SIZE, declared);
        if (offset < 0 || bytes < 0 || line >= 0 && (offset > line || bytes > line)
                || digits(bytes + SIZE.length()) != size) {
            return -1;
        }
        return digits(offset + OFFSET.length());
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            return Integer.parseInt(text, from, end, 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
