package dev.webauth.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes {@code docs/matrix.md} from the reports of the runs. To be called at the project's root,
 * with more folders of reports where they are not in this clone:
 *
 * <pre>java webauth-it/src/test/java/dev/webauth/it/Matrix.java</pre>
 */
final class Matrix {

    private static final Path PAGE = Path.of("docs/matrix.md");
    private static final Path REPORTS = Path.of("webauth-it/target/failsafe-reports");

    private static final String TOP =
            """
            # What it runs on

            Written by `Matrix` from the reports of the integration tests, each run with its own server; the tests
            are the same. Left out is what a server has not: elsewhere WildFly's Hibernate, there
            MicroProfile Health. CI runs WildFly and Payara on JDK 17 on every change. What is red, and why:
            [servers](servers.md#known-to-fail).

            | Server | JDK | JPA provider | Database | Tests | Left out | Result | Day |
            |---|---|---|---|---|---|---|---|
            """;

    private Matrix() {}

    /** A test in a report; {@code failure} is null if it passed. */
    private record Test(String type, String name, boolean skipped, String failure) {}

    /** A run of all tests. */
    private record Run(Properties platform, LocalDate day, List<Test> tests) {

        String server() {
            String[] words = platform.getProperty("server").strip().split("\\s+");
            return Stream.of(words)
                    .takeWhile(word -> !word.startsWith("(") && !word.startsWith("#"))
                    .collect(Collectors.joining(" "));
        }

        String jdk() {
            return platform.getProperty("jdk").replaceFirst("[+-].*", "");
        }

        String jpa() {
            boolean bundled = platform.getProperty("jpa.from").contains("/WEB-INF/lib/");
            return platform.getProperty("jpa").replaceFirst("\\.v\\d.*", "")
                    + (bundled ? " in the WAR" : " of the server");
        }

        String name() {
            return server() + ", JDK " + jdk() + (jpa().startsWith("Hib") ? ", Hibernate" : "");
        }

        List<Test> ran() {
            return tests.stream().filter(test -> !test.skipped()).toList();
        }

        List<Test> red() {
            return tests.stream().filter(test -> test.failure() != null).toList();
        }

        String row() {
            return row(
                    server(),
                    jdk(),
                    jpa(),
                    platform.getProperty("database").replaceFirst(" \\(.*", ""),
                    ran().size(),
                    tests.size() - ran().size(),
                    red().isEmpty() ? "green" : "**" + red().size() + " red**",
                    day);
        }

        static String row(Object... cells) {
            return Stream.of(cells)
                    .map(Object::toString)
                    .collect(Collectors.joining(" | ", "| ", " |\n"));
        }

        String of(String type) {
            List<Test> its = tests.stream().filter(test -> test.type().equals(type)).toList();
            long ran = its.stream().filter(test -> !test.skipped()).count();
            long red = its.stream().filter(test -> test.failure() != null).count();
            return ran == 0 ? "–" : red == 0 ? "" + ran : "**" + red + " of " + ran + " red**";
        }
    }

    public static void main(String[] folders) throws IOException {
        List<Run> runs = new ArrayList<>();
        Stream<Path> places = Stream.concat(Stream.of(REPORTS), Stream.of(folders).map(Path::of));
        for (Path folder : places.filter(Files::isDirectory).toList()) {
            try (Stream<Path> found = Files.walk(folder)) {
                for (Path file : found.sorted().toList()) {
                    if (file.endsWith("platform.properties")) {
                        runs.add(run(file));
                    }
                }
            }
        }
        runs.sort(java.util.Comparator.comparing(Run::name));
        Files.writeString(PAGE, page(runs));
    }

    private static Run run(Path file) throws IOException {
        Properties platform = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            platform.load(in);
        }
        try (Stream<Path> reports = Files.list(file.getParent())) {
            List<Test> tests =
                    reports.filter(path -> path.getFileName().toString().startsWith("TEST-"))
                            .flatMap(Matrix::tests)
                            .toList();
            LocalDate day =
                    LocalDate.ofInstant(
                            Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
            return new Run(platform, day, tests);
        }
    }

    private static Stream<Test> tests(Path report) {
        try (InputStream in = Files.newInputStream(report)) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            NodeList cases = document.getElementsByTagName("testcase");
            List<Test> tests = new ArrayList<>();
            for (int i = 0; i < cases.getLength(); i++) {
                tests.add(test((Element) cases.item(i)));
            }
            return tests.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
            throw new IllegalStateException(report + " is no report", e);
        }
    }

    private static Test test(Element element) {
        String failure =
                Stream.of("failure", "error")
                        .map(element::getElementsByTagName)
                        .filter(found -> found.getLength() > 0)
                        .map(found -> found.item(0).getTextContent().strip())
                        .findFirst()
                        .orElse(null);
        return new Test(
                element.getAttribute("classname").replaceFirst(".*\\.", ""),
                element.getAttribute("name"),
                element.getElementsByTagName("skipped").getLength() > 0,
                failure);
    }

    private static String page(List<Run> runs) {
        StringBuilder page = new StringBuilder(TOP);
        runs.forEach(run -> page.append(run.row()));
        page.append("\n## Test by test\n\n| |");
        runs.forEach(run -> page.append(' ').append(run.name()).append(" |"));
        page.append("\n|---|").append("---|".repeat(runs.size())).append('\n');
        for (String type : types(runs)) {
            page.append(
                    Run.row(
                            Stream.concat(
                                            Stream.of("`" + type + "`"),
                                            runs.stream().map(run -> run.of(type)))
                                    .toArray()));
        }
        runs.forEach(run -> page.append(red(run)));
        return page.toString();
    }

    private static TreeSet<String> types(List<Run> runs) {
        return runs.stream()
                .flatMap(run -> run.tests().stream())
                .map(Test::type)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The failed tests, with the beginning of each error. */
    private static String red(Run run) {
        Map<String, String> errors = new TreeMap<>();
        for (Test test : run.red()) {
            String error = test.failure().lines().limit(4).collect(Collectors.joining(" "));
            errors.put(
                    test.type() + "." + test.name(),
                    error.length() > 300 ? error.substring(0, 300) + "…" : error);
        }
        return errors.isEmpty()
                ? ""
                : errors.entrySet().stream()
                        .map(one -> "- `" + one.getKey() + "`: `" + one.getValue() + "`\n")
                        .collect(Collectors.joining("", "\n## Red: " + run.name() + "\n\n", ""));
    }
}
