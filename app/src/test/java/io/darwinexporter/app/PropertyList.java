package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads property lists of macOS in their XML form, strictly: what is no part of the format is refused.
 */
final class PropertyList {

    private PropertyList() {
    }

    static Map<String, Object> read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // The DTD is on Apple's server.
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            Element root = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            List<Element> children = children(root);
            if (!root.getTagName().equals("plist") || !root.getAttribute("version").equals("1.0") || children.size() != 1) {
                throw new IOException("no property list: " + file);
            }
            return dictionary(children.get(0));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("no property list: " + file, e);
        }
    }

    private static Map<String, Object> dictionary(Element element) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        List<Element> children = children(element);
        for (int i = 0; i < children.size(); i += 2) {
            Element key = children.get(i);
            if (!key.getTagName().equals("key") || i + 1 == children.size()
                    || entries.put(key.getTextContent(), value(children.get(i + 1))) != null) {
                throw new IOException("not a key, without a value or there twice: " + key.getTextContent());
            }
        }
        return entries;
    }

    private static Object value(Element element) throws IOException {
        return switch (element.getTagName()) {
            case "dict" -> dictionary(element);
            case "array" -> {
                List<Object> values = new ArrayList<>();
                for (Element child : children(element)) {
                    values.add(value(child));
                }
                yield values;
            }
            case "string" -> element.getTextContent();
            case "integer" -> Long.parseLong(element.getTextContent());
            case "true" -> true;
            case "false" -> false;
            default -> throw new IOException("no type of a property list: " + element.getTagName());
        };
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
