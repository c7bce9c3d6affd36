package org.postizgateway.routetest;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Tells pipelines how tests ended, as the XML that JUnit made common. */
final class JUnitReport {

    private JUnitReport() {}

    static void write(List<RouteTestResult> results, Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(results, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("The report cannot be written to " + file, e);
        }
    }

    private static void suite(List<RouteTestResult> results, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "routes");
        xml.writeAttribute("tests", String.valueOf(results.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(results.stream().filter(result -> !result.passed()).count()));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute(
                "time",
                seconds(
                        results.stream()
                                .map(RouteTestResult::took)
                                .reduce(Duration.ZERO, Duration::plus)));
        for (RouteTestResult result : results) {
            test(result, xml);
        }
        xml.writeEndElement();
    }

    private static void test(RouteTestResult result, XMLStreamWriter xml)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.file().path());
        xml.writeAttribute("name", printable(result.name()));
        xml.writeAttribute("file", result.file().path());
        xml.writeAttribute("line", String.valueOf(result.line()));
        xml.writeAttribute("time", seconds(result.took()));
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", printable(result.differences().get(0)));
            xml.writeCharacters(printable(String.join("\n", result.differences())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Without what XML 1.0 cannot hold. */
    private static String printable(String text) {
        return text.replaceAll(
                "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
    }
}
